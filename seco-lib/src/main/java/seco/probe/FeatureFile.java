package seco.probe;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import seco.InputException;
import seco.run.Card;
import seco.run.FolderLock;
import seco.run.SafeFile;
import seco.run.Settings;
import seco.tensor.ElementType;
import seco.tensor.SafeTensors;
import seco.tensor.SafeTensorsReader;

/**
 * A feature file that is being made, chunk by chunk. Each chunk is written whole into the folder
 * {@code FILE.chunks}; when none is missing they become a safetensors file with the card in its
 * header, and the names beside it as CSV. Whoever makes a chunk, its bytes are the same; after an
 * interruption those that are there are not made again.
 */
public final class FeatureFile {
  /** In the folder of the chunks: what they are made for. */
  public static final String JOB = "job.json";

  private static final Set<String> ASIDE = Set.of(FeatureCards.COMMIT);

  private final Path file;
  private final Path folder;
  private final FeatureRows rows;
  private final FeatureChunks chunks;
  private final int dimension;
  private final Card card;

  /**
   * @param file its place
   * @param dimension D
   * @param card how the features are made
   */
  public FeatureFile(Path file, FeatureRows rows, int dimension, Card card) {
    this.file = file;
    this.rows = rows;
    this.dimension = dimension;
    this.card = card;
    folder = file.resolveSibling(file.getFileName() + ".chunks");
    chunks = FeatureChunks.of(rows);
  }

  /**
   * What a folder of chunks is made for.
   *
   * @param rows of the file
   * @param dimension of a feature
   * @param rowsPerChunk as they were divided
   * @param card of the file
   */
  private record Job(int rows, int dimension, int rowsPerChunk, Map<String, String> card) {}

  /** Where the file will stand. */
  public Path place() {
    return file;
  }

  /** The folder of the chunks, which is gone when the file is whole. */
  public Path folder() {
    return folder;
  }

  /** How the rows are divided. */
  public FeatureChunks chunks() {
    return chunks;
  }

  /**
   * Whether the file stands at its place already.
   *
   * @throws InputException if another one does, naming in what they differ
   */
  public boolean isWhole() throws IOException {
    if (Files.notExists(file)) {
      return false;
    }
    Map<String, String> header;
    try (SafeTensorsReader reader = SafeTensorsReader.open(file)) {
      header = new LinkedHashMap<>(reader.metadata());
    }
    header.remove(FeatureSet.NAMES);
    String what = file + ": holds other features; delete it or choose another file";
    new Card(header).requireLike(card, ASIDE, what);
    return true;
  }

  /**
   * Keeps the file to this process until what is returned is closed; what is asked and begun after
   * that is not another's at the same time.
   *
   * @throws InputException if another process is making it
   */
  public FolderLock take() throws IOException {
    FeatureNames.requirePlace(file);
    SafeFile.requireWritable(file);
    SafeFile.createFolder(folder);
    return FolderLock.take(folder);
  }

  /**
   * Begins, or goes on. Chunks without a word of what they are for are removed.
   *
   * @throws InputException if the chunks there are of other features, naming in what they differ
   */
  public void begin() throws IOException {
    FeatureNames.requirePlace(file);
    SafeFile.requireWritable(file);
    Path job = folder.resolve(JOB);
    if (Files.notExists(job)) {
      removeChunks();
      SafeFile.createFolder(folder);
      write(card);
      return;
    }
    Card begun = requireBegun();
    String commit = begun.get(FeatureCards.COMMIT).orElse("");
    String now = card.get(FeatureCards.COMMIT).orElse("");
    if (!List.of(commit.split(FeatureCards.PARTED)).contains(now)) {
      write(begun.with(FeatureCards.COMMIT, commit + FeatureCards.SEPARATOR + now));
    }
  }

  private void write(Card said) throws IOException {
    Job begun = new Job(rows.size(), dimension, chunks.rowsPerChunk(), said.fields());
    SafeFile.writeText(folder.resolve(JOB), Settings.toJson(begun));
  }

  private void removeChunks() throws IOException {
    for (int number = 0; number < chunks.count(); number++) {
      Files.deleteIfExists(chunk(number));
    }
  }

  /**
   * Requires these features to have been begun, for who makes a part of them.
   *
   * @return their card, which names the code of all who worked on them
   */
  public Card requireBegun() throws IOException {
    Path job = folder.resolve(JOB);
    if (Files.notExists(job)) {
      throw new InputException(folder + ": nobody has begun these features, or they are finished");
    }
    Job begun = Settings.fromJson(Files.readString(job), Job.class, job.toString());
    String what = folder + ": was begun for other features; delete it or choose another file";
    new Card(begun.card).requireLike(card, ASIDE, what);
    if (begun.rows != rows.size()
        || begun.dimension != dimension
        || begun.rowsPerChunk != chunks.rowsPerChunk()) {
      throw new InputException(
          "%s: %d rows of %d numbers are asked for, %d of %d were"
              .formatted(what, rows.size(), dimension, begun.rows, begun.dimension));
    }
    return new Card(begun.card);
  }

  /** The name of a chunk in its folder. */
  public static String chunkName(int number) {
    return "chunk-%06d.f32".formatted(number);
  }

  private Path chunk(int number) {
    return folder.resolve(chunkName(number));
  }

  /** Bytes of a whole chunk. */
  public long bytes(int number) {
    return (long) chunks.size(number) * dimension * Float.BYTES;
  }

  /** Whether a chunk is there, whole. */
  public boolean has(int number) throws IOException {
    Path place = chunk(number);
    return Files.exists(place) && Files.size(place) == bytes(number);
  }

  /** The chunks that are not there yet. */
  public int[] missing() throws IOException {
    IntStream.Builder missing = IntStream.builder();
    for (int number = 0; number < chunks.count(); number++) {
      if (!has(number)) {
        missing.add(number);
      }
    }
    return missing.build().toArray();
  }

  /** Keeps a chunk (R, D). Several may keep the same one at the same time. */
  public void put(int number, float[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    Path own = folder.resolve(UUID.randomUUID() + ".f32");
    try {
      SafeFile.write(own, out -> out.write(bytes.array()));
      SafeFile.move(own, chunk(number));
    } finally {
      Files.deleteIfExists(own);
    }
  }

  /**
   * Makes the file of the chunks and removes their folder.
   *
   * @throws InputException if a chunk is missing
   */
  public void finish() throws IOException {
    int[] missing = missing();
    if (missing.length > 0) {
      throw new InputException(
          folder + ": " + missing.length + " chunks are missing, the first is " + missing[0]);
    }
    Map<String, String> header = new LinkedHashMap<>(requireBegun().fields());
    header.put(
        FeatureSet.NAMES,
        FeatureNames.write(file, rows.size(), i -> rows.row(i).name(), i -> rows.row(i).label()));
    long size = rows.size();
    List<SafeTensors.Described> arrays =
        List.of(
            described(FeatureSet.FEATURES, ElementType.FLOAT32, size, (long) dimension),
            described(FeatureSet.LABELS, ElementType.INT32, size));
    SafeTensors.write(
        file,
        arrays,
        header,
        (array, out) -> {
          if (array.name().equals(FeatureSet.FEATURES)) {
            copyChunks(out);
          } else {
            writeLabels(out);
          }
        });
    removeFolder();
  }

  /** Removes the folder of the chunks, of which the file is whole. */
  public void removeFolder() throws IOException {
    Files.deleteIfExists(folder.resolve(JOB)); // first: what is left then belongs to nothing
    try {
      SafeFile.deleteTree(folder);
    } catch (DirectoryNotEmptyException e) {
      // One who was believed lost has come late with a chunk; the next to begin removes it.
    }
  }

  private static SafeTensors.Described described(String name, ElementType type, Long... shape) {
    return new SafeTensors.Described(name, type, List.of(shape));
  }

  private void copyChunks(OutputStream out) throws IOException {
    for (int number = 0; number < chunks.count(); number++) {
      Files.copy(chunk(number), out);
    }
  }

  private void writeLabels(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    for (int i = 0; i < rows.size(); i++) {
      data.writeInt(Integer.reverseBytes(rows.row(i).label()));
    }
    data.flush();
  }
}
