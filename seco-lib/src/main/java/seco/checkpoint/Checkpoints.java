package seco.checkpoint;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import seco.InputException;
import seco.run.Hashes;
import seco.run.SafeFile;
import seco.tensor.NamedArrays;
import seco.tensor.SafeTensors;

/**
 * The checkpoints of a run: folders {@code step-00000800} with the arrays as safetensors and the
 * numbers as JSON. Each is written beside its place and moved there whole; the last two that can be
 * read are kept.
 */
public final class Checkpoints {
  private static final String ARRAYS = "arrays.safetensors";
  private static final String STATE = "state.json";
  private static final String PREFIX = "step-";

  private final Path folder;

  /**
   * @param folder of all checkpoints of a run; made at the first save
   */
  public Checkpoints(Path folder) {
    this.folder = folder;
  }

  /**
   * The small part of a state.
   *
   * @param step steps done so far
   * @param numbers whatever else the training must remember
   * @param arraysSha256 of the file of arrays
   */
  public record State(long step, Map<String, Long> numbers, String arraysSha256) {
    /** A remembered number. */
    public long number(String name) {
      Long value = numbers.get(name);
      if (value == null) {
        throw new InputException("the checkpoint remembers no " + name);
      }
      return value;
    }
  }

  /**
   * A checkpoint's small part and where its arrays are.
   *
   * @param damaged newer checkpoints that were passed over, the newest first; they cannot be read
   */
  public record Saved(State state, Path arrays, List<Path> damaged) {
    /** Reads the arrays. */
    public NamedArrays read(NDManager manager) throws IOException {
      return SafeTensors.read(arrays, manager).arrays();
    }
  }

  /** Writes a checkpoint, then drops all but it and the newest whole one before it. */
  public void save(long step, NamedArrays arrays, Map<String, Long> numbers) throws IOException {
    Path target = folder.resolve(name(step));
    if (Files.exists(target)) {
      if (read(target, List.of()).isPresent()) {
        return; // this step is saved
      }
      SafeFile.deleteTree(target); // damaged, and reached anew from the one before
    }
    Path building = SafeFile.beside(target);
    SafeFile.deleteTree(building);
    SafeFile.createFolder(building);
    try {
      SafeTensors.write(building.resolve(ARRAYS), arrays, Map.of());
      State state = new State(step, numbers, Hashes.ofFile(building.resolve(ARRAYS)));
      StateFile.write(building.resolve(STATE), state);
      SafeFile.move(building, target);
    } catch (IOException | RuntimeException e) {
      SafeFile.deleteTree(building);
      throw e;
    }
    dropAllBut(target);
  }

  /**
   * Keeps the newest and the whole one before; what claims to be later is damaged or unfinished.
   */
  private void dropAllBut(Path newest) throws IOException {
    boolean reached = false;
    boolean kept = false;
    for (Path checkpoint : newestFirst()) {
      boolean before = reached && !kept && read(checkpoint, List.of()).isPresent();
      kept |= before;
      reached |= checkpoint.equals(newest);
      if (!before && !checkpoint.equals(newest)) {
        SafeFile.deleteTree(checkpoint);
      }
    }
    for (Path partial : folders(PREFIX + "\\d+\\.partial")) {
      SafeFile.deleteTree(partial);
    }
  }

  /**
   * The newest whole checkpoint, or nothing before the first.
   *
   * @throws InputException if there are some, but none is whole
   */
  public Optional<Saved> newest() throws IOException {
    List<Path> damaged = new ArrayList<>();
    for (Path checkpoint : newestFirst()) {
      Optional<Saved> saved = read(checkpoint, damaged);
      if (saved.isPresent()) {
        return saved;
      }
      damaged.add(checkpoint);
    }
    if (!damaged.isEmpty()) {
      throw new InputException(folder + ": all " + damaged.size() + " checkpoints are damaged");
    }
    return Optional.empty();
  }

  /** Nothing where a file is missing, damaged, or cannot be read. */
  private static Optional<Saved> read(Path checkpoint, List<Path> damaged) {
    Path arrays = checkpoint.resolve(ARRAYS);
    try {
      State state = StateFile.read(checkpoint.resolve(STATE));
      boolean whole =
          checkpoint.endsWith(name(state.step()))
              && Hashes.ofFile(arrays).equals(state.arraysSha256());
      return whole ? Optional.of(new Saved(state, arrays, List.copyOf(damaged))) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String name(long step) {
    return PREFIX + "%08d".formatted(step);
  }

  private List<Path> newestFirst() throws IOException {
    return folders(PREFIX + "\\d+");
  }

  /** Those of a kind of name, the last in their order first. */
  private List<Path> folders(String names) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().matches(names))
          .sorted(Comparator.comparing(Path::getFileName).reversed())
          .toList();
    }
  }
}
