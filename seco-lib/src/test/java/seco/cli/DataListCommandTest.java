package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.run.ProtocolCard;
import seco.video.RealData;
import seco.video.VideoList;

final class DataListCommandTest {
  private static final String HEADER =
      "file,class,frames,width,height,rate,seconds,bytes,sha256,verdict,detail";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data list                                                       | ucf101|hmdb51",
        "data list ucf101 --videos D/v --splits D                        | --out=DIR",
        "data list ucf101 --splits D --out D/x                           | --videos=REPORT",
        "data list UCF --videos D/v --out D/x                            | 'UCF': choose of ucf101",
        "data list ucf101 --videos D/v --out D/x                         | --splits: name the split",
        "data list folders --videos D/v --out D/x --splits D             | no split files",
        "data list ucf101 --splits D --videos D/v --out D/x --split 4    | --split '4'",
        "data list authors --splits D --videos D/v --out D/x --split 1   | authors has only one",
        "data list ucf101 --splits D --videos D/v --out D/x --keep good  | --keep 'good': choose",
        "data list hmdb51 --splits D --videos D/v --out D/x --compare D  | expected FORM=DIR",
        "data list hmdb51 --splits D --videos D/v --out D/x --compare a=D | --compare 'a': choose",
        "data list folders --videos D/v --out D/x --compare authors=D    | no parts to compare",
        "data list ucf101 --splits D --videos D/no --out D/x             | D/no: no such table",
        "data list ucf101 --splits D --videos D/v --out D/v/x            | is not a folder",
        "data list ucf101 --splits D --videos D/v --out D/x              | holds no classInd.txt",
      })
  void wrongWords_areRefusedOnOneLine_andNothingIsMade(String words, String complaint)
      throws IOException {
    Files.writeString(folder.resolve("v"), HEADER + "\na/b.avi,a,3,4,4,25,1,9,ab,ok,\n");

    Outcome outcome =
        Outcome.of(
            (Object[])
                words
                    .replace("D/", folder + "/")
                    .replace(" D", " " + folder)
                    .replace("=D", "=" + folder)
                    .split(" "));

    assertEquals(2, outcome.code(), outcome.err());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    String expected = complaint.replace("D/", folder + "/");
    assertTrue(outcome.err().contains(expected), outcome.err());
    assertFalse(Files.exists(folder.resolve("x")));
  }

  @Test
  void help_namesTheForms() {
    Outcome outcome = Outcome.of("data", "list", "--help");
    assertEquals(0, outcome.code(), outcome.err());
    assertTrue(outcome.out().startsWith("Usage: seco data list"), outcome.out());
    assertTrue(outcome.out().contains("kinetics400"), outcome.out());
  }

  /** A table of the lab's training videos, as the doctor writes it. */
  private Path labTable() throws IOException {
    List<String> rows = new ArrayList<>(List.of(HEADER));
    for (VideoList.Entry entry : VideoList.read(SmallLab.list()).entries()) {
      String name = Path.of(entry.path()).getParent().getFileName().toString();
      rows.add(row(entry.path(), name, entry.frames()));
    }
    return Files.write(folder.resolve("lab.videos.csv"), rows);
  }

  private static String row(String file, String className, int frames) {
    return file + "," + className + "," + frames + ",64,64,25,1,9,ab,ok,";
  }

  @Test
  void card_travelsFromListToStoreToRun() throws IOException {
    Path lists = folder.resolve("lists");
    Outcome listed =
        Outcome.of("data", "list", "folders", "--videos", labTable(), "--out", lists, "--json");
    assertEquals(0, listed.code(), listed.err());
    JsonObject all = listed.json().getAsJsonArray("lists").get(0).getAsJsonObject();
    assertEquals(SmallLab.VIDEOS, all.get("written").getAsInt());
    Path list = Path.of(all.get("list").getAsString());
    String sha256 = VideoList.read(list).sha256();
    assertEquals(sha256, all.get("sha256").getAsString());

    Path store = folder.resolve("store");
    Object[] frames = {"frames", "--list", list, "--root", SmallLab.lab(), "--out", store};
    assertEquals(0, Outcome.of(frames).code());
    assertEquals(0, Outcome.of(frames).code(), "the same store again");
    String card = Files.readString(ProtocolCard.place(list));
    assertEquals(card, Files.readString(store.resolve("card.json")));

    Path run = folder.resolve("run");
    Object[] train = {
      "pretrain", "--store", store, "--run", run, "--preset", "smoke", "--steps", 2
    };
    Outcome trained = Outcome.of(train);
    assertEquals(0, trained.code(), trained.err());
    assertEquals(card, Files.readString(run.resolve("card.json")));
    JsonObject provenance =
        JsonParser.parseString(Files.readString(run.resolve("provenance.json"))).getAsJsonObject();
    assertEquals(sha256, provenance.get("list").getAsString());
    assertEquals(
        "class folders, all: " + SmallLab.VIDEOS + " of " + SmallLab.VIDEOS + " videos",
        provenance.get("protocol").getAsString());
  }

  @Test
  void listThatWasChanged_isRefusedWithItsCard_andTakenWithout() throws IOException {
    Path lists = folder.resolve("lists");
    Outcome listed = Outcome.of("data", "list", "folders", "--videos", labTable(), "--out", lists);
    assertEquals(0, listed.code(), listed.err());
    Path list = lists.resolve("all.txt");
    List<String> lines = Files.readAllLines(list);
    Files.write(list, lines.subList(0, lines.size() - 1));
    Path store = folder.resolve("store");
    Object[] frames = {"frames", "--list", list, "--root", SmallLab.lab(), "--out", store};

    Outcome refused = Outcome.of(frames);

    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("all.card.json: is the card of another list"), refused.err());
    assertFalse(Files.exists(store));
    Files.delete(lists.resolve("all.card.json"));
    assertEquals(0, Outcome.of(frames).code());
    assertFalse(Files.exists(store.resolve("card.json")));
  }

  @Test
  void realClips_listedByTheSplitFilesOfUcf101_haveTheirFrameCounts() throws IOException {
    Path csv = RealData.require("ucf101_mini/clips.csv");
    List<String> rows = Files.readAllLines(csv);
    Map<String, Integer> frames = new HashMap<>();
    List<String> classes = new ArrayList<>();
    List<String> table = new ArrayList<>(List.of(HEADER));
    List<String> train = new ArrayList<>();
    List<String> test = new ArrayList<>();
    for (String line : rows.subList(1, rows.size())) {
      String[] row = line.split(",");
      String name = row[0].substring(row[0].lastIndexOf('/') + 1).replace(".mp4", ".avi");
      frames.put(row[0], Integer.valueOf(row[4]));
      table.add(row(row[0], row[1], Integer.parseInt(row[4])));
      if (!classes.contains(row[1])) {
        classes.add(row[1]);
      }
      boolean tests = row[5].equals("test");
      (tests ? test : train).add(row[1] + "/" + name + (tests ? "" : " " + classes.size()));
    }
    classes.replaceAll(name -> classes.indexOf(name) + 1 + " " + name);
    Path splits = Files.createDirectories(folder.resolve("ucfTrainTestlist"));
    Files.write(splits.resolve("classInd.txt"), classes);
    Files.write(splits.resolve("trainlist01.txt"), train);
    Files.write(splits.resolve("testlist01.txt"), test);
    Path videos = Files.write(folder.resolve("mini.videos.csv"), table);
    Path out = folder.resolve("lists");

    Outcome outcome =
        Outcome.of(
            "data",
            "list",
            "ucf101",
            "--splits",
            folder,
            "--split",
            1,
            "--videos",
            videos,
            "--out",
            out,
            "--compare",
            "authors=" + csv.resolveSibling("train_list.txt"),
            "--json");

    assertEquals(0, outcome.code(), outcome.err());
    JsonArray made = outcome.json().getAsJsonArray("lists");
    assertEquals(2, made.size());
    int listed = 0;
    for (String part : List.of("train", "test")) {
      Path file = out.resolve(part + "1.txt");
      VideoList list = VideoList.read(file);
      for (VideoList.Entry entry : list.entries()) {
        assertEquals(frames.get(entry.path()), entry.frames(), entry.path());
        assertTrue(Files.exists(csv.resolveSibling(entry.path())), entry.path());
      }
      listed += list.entries().size();
      VideoList theirs = VideoList.read(csv.resolveSibling(part + "_list.txt"));
      assertEquals(theirs.text(), list.text());
    }
    assertEquals(rows.size() - 1, listed);
    ProtocolCard card = ProtocolCard.read(out.resolve("train1.card.json"));
    assertEquals(9537, card.counts().official());
    ProtocolCard.Difference difference = card.difference();
    assertTrue(difference != null && difference.missing() + difference.extra() == 0);
  }
}
