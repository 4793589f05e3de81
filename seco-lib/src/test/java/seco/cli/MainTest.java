package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lab",
        "frames",
        "pretrain",
        "features",
        "svm",
        "knn",
        "retrieval",
        "inspect",
        "convert"
      })
  void command_help_isShown(String command) {
    Outcome outcome = Outcome.of(command, "--help");

    assertEquals(0, outcome.code());
    assertTrue(outcome.out().startsWith("Usage: seco " + command), outcome.out());
    assertTrue(outcome.out().contains("--json"), outcome.out());
    assertEquals("", outcome.err());
  }

  @Test
  void program_help_namesTheCommands() {
    Outcome outcome = Outcome.of("--help");

    assertEquals(0, outcome.code());
    assertTrue(outcome.out().contains("pretrain"), outcome.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                       | choose a command",
        "nonsense                                 | no command 'nonsense'",
        "lab                                      | --out",
        "lab --out D/x --bogus                    | --bogus",
        "lab --out D/x --train many               | 'many'",
        "lab --out D/x --train -1                 | --train -1",
        "lab --out D/x --train 0 --test 0         | nothing to make",
        "lab --out D/x --seed -4                  | --seed -4",
        "lab --out D/x --stills -2                | --stills -2",
        "lab --out D/x --scene-bias 1.5           | 1.5",
        "lab --out D/x --scene-bias NaN           | NaN",
        "lab --out D/x --frames 2                 | --frames: lab videos of 2",
        "lab --out D/x --pixels 63                | 63 pixels",
        "lab --out D/x --set nonsense=3           | no setting nonsense",
        "lab --out D/x --set noise=loud           | noise = loud",
        "lab --out D/x --set noise                | noise",
        "lab --out D/file/x                       | is not a folder",
        "frames --list D/no --root D --out D/x    | D/no: no such list",
        "frames --list D --root D --out D/x       | a folder, not a list",
        "frames --list D/file --root D            | --out",
        "frames --list D/no --root D --out D/x --edge 4          | --edge 4",
        "frames --list D/no --root D --out D/x --quality 101     | --quality 101",
        "frames --list D/no --root D --out D/x --frames some     | --frames 'some'",
        "frames --list D/no --root D --out D/x --frames 0        | --frames '0'",
        "frames --list D/no --root D --out D/x --workers 0       | --workers 0",
        "frames --list D/n --root D --out D/x --skip-damaged D/n | take the place",
        "frames --list D/n --root D --out D/x --skip-damaged D/x/r.json | take the place",
        "pretrain --run D/x                             | --store=STORE",
        "pretrain --store D/s                           | --run=DIR",
        "pretrain --store D/s --run D/x                 | no frame store",
        "pretrain --store D/s --run D/x --steps 0       | --steps 0",
        "pretrain --store D/s --run D/x --tasks inter,x | --tasks 'x'",
        "pretrain --store D/s --run D/x --tasks ''      | --tasks ''",
        "pretrain --store D/s --run D/x --tasks inter,frames | frames stands alone",
        "pretrain --store D/s --run D/x --tasks opn,inter    | opn stands alone",
        "pretrain --store D/s --run D/x --tasks inter,inter  | twice",
        "pretrain --store D/s --run D/x --preset big    | 'big'",
        "pretrain --store D/s --run D/x --seed x        | 'x' is not a long",
        "pretrain --store D/s --run D/x --seed -1       | --seed -1",
        "pretrain --store D/s --run D/x --intra own     | --intra 'own'",
        "pretrain --store D/s --run D/x --sampling own  | halves or three-frames",
        "pretrain --store D/s --run D/x --heads own     | per-task or shared",
        "pretrain --store D/s --run D/x --keys own      | separate or joint",
        "pretrain --store D/s --run D/x --batch 1       | batch of 1",
        "pretrain --store D/s --run D/x --memory 8      | memory of 8",
        "pretrain --store D/s --run D/x --momentum 2    | momentum 2.0",
        "pretrain --store D/s --run D/x --rate 0        | learning rate",
        "pretrain --store D/s --run D/x --rate NaN      | NaN",
        "pretrain --store D/s --run D/x --warmup -1     | --warmup -1",
        "pretrain --store D/s --run D/x --warmup 20 --steps 100 | a tenth of --steps 100",
        "pretrain --store D/s --run D/x --checkpoint-every 0  | --checkpoint-every 0",
        "pretrain --store D/s --run D/x --set seed=3    | use the option --seed",
        "pretrain --store D/s --run D/x --set a.b=3     | no setting a.b",
        "experiment | choose an experiment",
        "experiment ablation | --out",
        "experiment ablation --out D/x --seeds 1,1 | --seeds [1, 1]: a seed stands there twice",
        "experiment ablation --out D/x --seeds -1 | --seeds -1",
        "experiment ablation --out D/x --seeds one | --seeds",
        "experiment ablation --out D/x --scene-bias 2 | --scene-bias",
        "experiment ablation --out D/x --rows inter,vinci | row 'vinci': choose of random",
        "experiment ablation --out D/x --rows inter,inter | row 'inter': stands there twice",
        "experiment ablation --out D/x --axis heat | --axis",
        "experiment ablation --out D/x --rows inter --axis keys | --rows and --axis keys",
        "experiment ablation --out D/x --spark local[many] | 'local[many]'",
        "experiment ablation --out D/x --train D/t | --train, --test and --root belong together",
        "experiment factors | --records",
        "experiment factors --records D/none.csv | no such records",
        "experiment precision | --out",
        "experiment precision --out D/x --seeds 2,2 | --seeds [2, 2]: a seed stands there twice",
        "experiment precision --out D/x --seeds -1 | --seeds -1",
        "experiment precision --out D/x --scene-bias 0 | --scene-bias",
        "experiment ablation --out D/x --name a/b | --name 'a/b'",
        "pretrain --store D/s --run D/x --set contrast.keys=BOTH | contrast.keys \"BOTH\"",
        "pretrain --store D/s --run D/x --set patches.pixels=big | patches.pixels = big",
        "pretrain --store D/s --run D/x --resume --init D/r      | --init",
        "features --store D/s --out D/x                 | choose one of",
        "features --store D/s --out D/x --random --run D/r     | choose one of",
        "features --store D/s --out D/x --run D/r --seed 2     | --seed 2",
        "features --store D/s --out D/x --run D/r --preset desk | --preset desk",
        "features --store D/s --out D/x --random --preset big  | 'big'",
        "features --store D/s --out D/x --random --frames 0    | --frames 0",
        "features --store D/s --out D/x --random --pixels 8    | --pixels 8",
        "features --store D/s --out D/x --random        | no frame store",
        "features --store D/s --out D --random          | is a folder",
        "features --store D/s --out D/file/x --random   | is not a folder",
        "svm --train D/a                                | --test=FILE",
        "svm --train D/a --test D/b                     | D/a: no such file",
        "svm --train D/file --test D/file               | not a safetensors file",
        "svm --train D/a --test D/b --C 0               | --C '0'",
        "svm --train D/a --test D/b --C NaN             | --C 'NaN'",
        "svm --train D/a --test D/b --C best            | --C 'best'",
        "knn --train D/a                                | --test=FILE",
        "knn --train D/a --test D/b                     | D/a: no such file",
        "knn --train D/a --test D/b --k 0               | --k 0",
        "knn --train D/a --test D/b --temperature 0     | --temperature 0.0",
        "knn --train D/a --test D/b --temperature NaN   | --temperature NaN",
        "retrieval --train D/a                          | --test=FILE",
        "retrieval --train D/a --test D/b               | D/a: no such file",
        "retrieval --train D/a --test D/b --k 0         | --k 0",
        "retrieval --train D/a --test D/b --k 1,1       | twice",
        "retrieval --train D/a --test D/b --k one       | 'one'",
        "retrieval --train D/a --test D/b --centre all  | --centre 'all'",
        "retrieval --train D/a --test D/b --neighbours D | is a folder",
        "retrieval --train D/a --test D/b --neighbours D/file/x | is not a folder",
        "inspect                                        | FILE",
        "inspect D/no                                   | D/no: no such file",
        "inspect D/file                                 | D/file: is no checkpoint",
        "inspect D                                      | no run",
        "convert D/file                                 | OUT",
        "convert D/file D/out.txt                       | must end with .safetensors",
        "convert D/file D/x.safetensors                 | D/file: is no checkpoint",
        "convert D/file D/x.safetensors --as moco       | seco or torchvision",
        "convert D/file D/file/x.safetensors            | is not a folder",
      })
  void badInput_isRefused_inOneLineAndNothingIsMade(String words, String complaint)
      throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "a text, and no video or features\n");
    Object[] args =
        Stream.of(words.isEmpty() ? new String[0] : words.split(" +"))
            .map(word -> word.equals("''") ? "" : word.replaceAll("^D\\b", folder.toString()))
            .toArray();

    Outcome outcome = Outcome.of(args);

    assertEquals(2, outcome.code(), outcome.err());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    assertEquals("", outcome.out());
    String expected = complaint.replaceAll("^D\\b", folder.toString());
    assertTrue(outcome.err().contains(expected), outcome.err());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.filter(f -> f.equals(file)).count());
    }
    try (Stream<Path> files = Files.walk(folder)) {
      assertEquals(2, files.count(), "the folder and its file");
    }
  }

  @Test
  void wrongOption_isRefused_withAHint() {
    Outcome outcome = Outcome.of("svm", "--train", "a", "--test", "b", "--normalize");

    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("'--normalize'"), outcome.err());
    assertTrue(outcome.err().contains("see seco svm --help"), outcome.err());
  }

  @Test
  void failure_withVerbose_showsWhere() throws IOException {
    Path list = Files.writeString(folder.resolve("list.txt"), "no.mp4 12 0\n");

    Outcome quiet =
        Outcome.of("frames", "--list", list, "--root", folder, "--out", folder.resolve("s"));
    Outcome verbose =
        Outcome.of(
            "frames", "--list", list, "--root", folder, "--out", folder.resolve("s"), "--verbose");

    assertEquals(1, quiet.err().lines().count(), quiet.err());
    assertTrue(verbose.err().contains("FrameStoreWriter"), verbose.err());
  }
}
