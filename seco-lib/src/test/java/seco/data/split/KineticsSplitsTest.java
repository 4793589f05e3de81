package seco.data.split;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KineticsSplitsTest {
  private static final String HEADER = "label,youtube_id,time_start,time_end,split\n";

  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    return Texts.write(folder.resolve(name), text);
  }

  private static OfficialSplits read(Path where) throws IOException {
    return SplitForm.KINETICS400.read(where, List.of());
  }

  private void makeCsv(String validation) throws IOException {
    write(
        "train.csv",
        "\uFEFF"
            + HEADER.replace("\n", ",is_cc\r\n")
            + "testifying,---QUuC4vJs,84,94,train,0\r\n"
            + "\r\n"
            + "\"passing American football (in game)\",-07W-Us_QDM,10.0, 20 ,train,0\r\n"
            + "\"riding a bike\",0123456789a,0,10,train,1\r\n");
    write(
        validation,
        "youtube_id,label,split,time_end,time_start\n"
            + "abcdefghijk,riding_a_bike,"
            + (validation.startsWith("validate") ? "validate" : "val")
            + ",19,9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"val.csv", "validate.csv"})
  void csv_withIdsThatBeginWithAHyphen_isRead(String validation) throws IOException {
    makeCsv(validation);
    OfficialSplits splits = read(folder);

    assertEquals(
        List.of("passing American football (in game)", "riding a bike", "testifying"),
        splits.classes());
    assertEquals(
        List.of(
            "---QUuC4vJs_000084_000094 2",
            "-07W-Us_QDM_000010_000020 0",
            "0123456789a_000000_000010 1"),
        Texts.videos(splits, "train"));
    assertEquals(
        List.of("line 2", "line 4", "line 5"),
        Texts.part(splits, "train").videos().stream().map(ListedVideo::at).toList());
    assertEquals(List.of("abcdefghijk_000009_000019 1"), Texts.videos(splits, "val"));
  }

  @Test
  void json_saysTheSameAsCsv() throws IOException {
    write(
        "k/train.csv",
        HEADER + "b c,---QUuC4vJs,84,94,train\n\"a\"\"q\"\"\",0123456789a,0,10,train\n");
    write(
        "j/train.json",
        "{\"---QUuC4vJs\": {\"annotations\": {\"label\": \"b c\", \"segment\": [84.0, 94]},"
            + " \"duration\": 10.0, \"subset\": \"train\", \"url\": \"https://youtu.be/x\"},\n"
            + " \"0123456789a\": {\"subset\": \"train\", \"extra\": [{}, null],"
            + " \"annotations\": {\"segment\": [0, 10.0], \"label\": \"a\\\"q\\\"\"}}}");
    OfficialSplits csv = read(folder.resolve("k"));
    OfficialSplits json = read(folder.resolve("j/train.json"));

    assertEquals(csv.classes(), json.classes());
    assertEquals(Texts.videos(csv, "train"), Texts.videos(json, "train"));
    assertEquals("$.---QUuC4vJs", Texts.part(json, "train").videos().get(0).at());
  }

  @Test
  void csv_beforeJson_whereBothAreThere() throws IOException {
    makeCsv("val.csv");
    write("train.json", "no JSON at all");
    write("kinetics_test.json", "{\"zzzzzzzzzzz\": {\"annotations\": {\"segment\": [1, 11]}}}");
    OfficialSplits splits = read(folder);

    assertEquals(3, Texts.part(splits, "train").videos().size());
    assertEquals(1, Texts.part(splits, "test").unlabelled());
    assertEquals(List.of(), Texts.part(splits, "test").videos());
  }

  @Test
  void twoFiles_ofOnePart_areRefused() throws IOException {
    makeCsv("val.csv");
    makeCsv("validate.csv");
    Texts.refused(() -> read(folder), "validate.csv", "val.csv", "part val");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,short,1,2,train                | line 3: youtube_id 'short'",
        "a,#NAME?67890,1,2,train          | line 3: youtube_id '#NAME?67890'",
        "a,0123456789b,x,2,train          | line 3: time_start 'x'",
        "a,0123456789b,-1,2,train         | line 3: time_start '-1'",
        "a,0123456789b,1,NaN,train        | line 3: time_end 'NaN'",
        "a,0123456789b,5,5,train          | line 3: time_end '5' is not behind time_start '5'",
        "a,0123456789b,1,2,holdout        | line 3: split 'holdout'",
        "a,0123456789b,1,2                | line 3: 4 fields, expected 5: 'a,0123456789b,1,2'",
        "a,b,0123456789b,1,2,train        | line 3: 6 fields, expected 5",
        "other,0123456789a,0,10,train     | line 3: '0123456789a_000000_000010' stands in",
        "a,0123456789a,0,10,validate      | already, as part train",
      })
  void wrongRow_isRefused_namingFileLineAndValue(String row, String value) throws IOException {
    Path file = write("train.csv", HEADER + "a,0123456789a,0,10,train\n" + row + "\n");
    Texts.refused(() -> read(file), file, value);
  }

  @Test
  void rowWithAnOpenQuote_isRefused_byTheLineItBeginsOn() throws IOException {
    Path file =
        write("train.csv", HEADER + "\"a,0123456789a,0,10,train\nb,0123456789b,0,10,train\n");
    Texts.refused(() -> read(file), file + ", line 2: ");
  }

  @Test
  void quotedFieldOverTwoLines_countsThem() throws IOException {
    Path file =
        write("train.csv", HEADER + "\"a\nb\",0123456789a,0,10,train\nc,wrong,0,10,train\n");
    Texts.refused(() -> read(file), file + ", line 4: youtube_id 'wrong'");
  }

  @Test
  void header_withoutAColumn_isRefused() throws IOException {
    Path file = write("train.csv", "label,id\na,b\n");
    Texts.refused(() -> read(file), file + ", line 1: no column 'youtube_id'", "[label, id]");
    Texts.refused(() -> read(write("val.csv", "")), "val.csv", "no column");
    Path latin = folder.resolve("test.csv");
    Files.write(latin, (HEADER + "caf\u00e9,0123456789a,0,1,train\n").getBytes("ISO-8859-1"));
    Texts.refused(() -> read(latin), latin, "UTF-8");
    String many = "a,0123456789a,0,1,train\n".repeat(9000);
    Files.write(latin, (HEADER + many + "caf\u00e9,0123456789a,0,1,train").getBytes("ISO-8859-1"));
    Texts.refused(() -> read(latin), latin, "UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"0123456789a\": {\"subset\": \"train\"                       | End of input",
        "{\"0123456789a\": {\"subset\": 5, \"annotations\": 3}}        | $.0123456789a.annotations",
        "{\"wrong\": {\"subset\": \"train\"}}                          | 'wrong'",
        "{\"0123456789a\": {\"subset\": \"train\"}}                    | time_start ''",
        "{\"0123456789a\": {\"annotations\": {\"segment\": [1]}}}      | segment",
        "{\"0123456789a\": {\"annotations\": {\"segment\": [1,2,3]}}}  | segment",
        "[]                                                            | BEGIN_OBJECT",
        "{} {}                                                         | train.json",
      })
  void wrongJson_isRefused_namingFileAndPlace(String json, String value) throws IOException {
    Path file = write("train.json", json);
    Texts.refused(() -> read(file), file, value);
  }

  @Test
  void missingFiles_areNamed() throws IOException {
    Texts.refused(() -> read(folder), folder, "train.csv");
    Texts.refused(() -> read(folder.resolve("no.csv")), "no.csv: no such table");
    Texts.refused(() -> read(folder.resolve("no.json")), "no.json: no such file");
  }
}
