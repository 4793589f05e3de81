package seco.experiment;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import seco.run.Progress;
import seco.run.ProtocolCard;
import seco.run.RunRecords;
import seco.run.Scale;
import seco.video.FrameStore;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.VideoList;

/**
 * The ablation on real videos. The start is trained on the first frame of each training video, as
 * there are no other stills.
 *
 * @param scale of the training
 * @param train list of training videos
 * @param test list of test videos
 * @param root folder to which the lists' paths are relative
 * @param work folder of the frame stores and runs; what is finished there is not done again
 */
public record VideoAblation(Scale scale, Path train, Path test, Path root, Path work)
    implements SeededAblation {
  private static final int EDGE = 128;
  private static final int JPEG_QUALITY = 95;

  /** The frame stores of the ablation. */
  private record Stores(FrameStore stills, FrameStore train, FrameStore test)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      stills.close();
      train.close();
      test.close();
    }
  }

  @Override
  public AblationConfig config() {
    return AblationConfig.of(scale);
  }

  @Override
  public AblationReport run(
      List<? extends Row> rows, List<Long> seeds, LabAblation.Listener listener)
      throws IOException, InterruptedException {
    try (Stores stores = stores(listener.data(seeds.get(0)))) {
      Ablation ablation = ablation(stores);
      RunRecords results = ablation.run(rows, seeds, listener);
      AblationReport report = new AblationReport("ablation");
      report.add(ablation, description(stores.train, stores.test), rows, results);
      return report;
    }
  }

  /** The videos of all seeds are the same. */
  @Override
  public void prepare(long seed, LabAblation.Listener listener) throws IOException {
    stores(listener.data(seed)).close();
  }

  @Override
  public RunRecords run(Row row, long seed, LabAblation.Listener listener)
      throws IOException, InterruptedException {
    try (Stores stores = stores(listener.data(seed))) {
      return ablation(stores).run(List.of(row), List.of(seed), listener);
    }
  }

  private Ablation ablation(Stores stores) throws IOException {
    AblationData data = AblationData.of(stores.stills, stores.train, stores.test);
    return new Ablation(config(), data, work.resolve("ablation"));
  }

  private Stores stores(Progress progress) throws IOException {
    VideoList training = VideoList.read(train);
    VideoList testing = VideoList.read(test);
    return new Stores(
        store(training, "stills", 1, progress),
        store(training, "train", 0, progress),
        store(testing, "test", 0, progress));
  }

  private FrameStore store(VideoList list, String part, int frames, Progress progress)
      throws IOException {
    String name = part + "-" + list.sha256().substring(0, 8) + ".frames";
    Path target = work.resolve("stores").resolve(name);
    FrameStoreConfig config = new FrameStoreConfig(frames, EDGE, JPEG_QUALITY);
    int workers = Runtime.getRuntime().availableProcessors();
    Optional<ProtocolCard> card = ProtocolCard.beside(list.file(), list.sha256());
    new FrameStoreWriter(list, root, config, false).write(target, workers, progress);
    if (card.isPresent()) {
      card.get().writeInto(target);
    }
    return FrameStore.open(target);
  }

  private String description(FrameStore videos, FrameStore judges) {
    JsonObject description = new JsonObject();
    description.addProperty("train", train.getFileName() + " " + videos.listSha256());
    description.addProperty("test", test.getFileName() + " " + judges.listSha256());
    return description.toString();
  }
}
