package seco.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import seco.InputException;
import seco.run.Progress;
import seco.run.ProtocolCard;
import seco.run.SafeFile;
import seco.video.DamagedVideoException;
import seco.video.StoreAssembly;
import seco.video.StoreParts;
import seco.video.VideoList;

/** Makes a frame store on Spark, a task a shard: the same as on one machine, byte for byte. */
public final class SparkFrames {
  private final FramesJob job;
  private final ClusterConfig cluster;
  private final Staging staging;
  private final VideoList list;
  private final Optional<ProtocolCard> card;

  /**
   * @param staging for what is not in a shared folder
   * @throws InputException if the list, or the folder of the videos, is not there
   */
  public SparkFrames(FramesJob job, ClusterConfig cluster, Staging staging) throws IOException {
    this.job = job;
    this.cluster = cluster;
    this.staging = staging;
    Path file = staging.in(job.list(), ProtocolCard.place(Path.of(job.list().name())).toString());
    list = VideoList.read(file);
    card = ProtocolCard.beside(file, list.sha256());
    if (!job.root().isRemote() && !Files.isDirectory(job.root().path())) {
      throw new InputException("--root " + job.root() + ": no such folder");
    }
  }

  /** The videos. */
  public VideoList list() {
    return list;
  }

  /**
   * Makes the store, or leaves it as it is.
   *
   * @throws InputException if a video is missing or damaged, or another store stands there
   */
  public StoreParts.Summary make(Progress progress) throws IOException {
    StoreParts parts = parts();
    StoreParts.Summary made =
        job.out().isRemote() ? makeElsewhere(parts, progress) : makeHere(parts, progress);
    progress.at(list.entries().size(), list.entries().size());
    return made;
  }

  private StoreParts parts() throws IOException {
    Place root = job.root();
    if (!root.isRemote()) {
      return new StoreParts(list, root.path(), job.config(), job.skipDamaged());
    }
    HadoopFolder folder = HadoopFolder.of(root.full(), cluster.settings());
    long[] sizes = new long[list.entries().size()];
    for (int video = 0; video < sizes.length; video++) {
      sizes[video] = folder.size(list.entries().get(video).path());
    }
    return new StoreParts(list, Path.of(root.full()), sizes, job.config(), job.skipDamaged());
  }

  private StoreParts.Summary makeHere(StoreParts parts, Progress progress) throws IOException {
    Path target = job.out().path();
    Optional<StoreAssembly> begun = StoreAssembly.begin(parts, target);
    StoreParts.Summary made =
        begun.isPresent()
            ? build(parts, begun.get(), progress)
            : parts.read(target, job.out().text());
    if (card.isPresent()) {
      card.get().writeInto(target);
    }
    return made;
  }

  private StoreParts.Summary build(StoreParts parts, StoreAssembly begun, Progress progress)
      throws IOException {
    try (StoreAssembly building = begun) {
      try {
        makeShards(parts, building.missing(), building.folder().toString(), progress);
        return building.finish();
      } catch (RefusedException | DamagedVideoException e) {
        building.undo(); // nothing stays behind
        throw e;
      } catch (IOException e) {
        if (!building.isFinishedByAnother()) {
          throw e;
        }
        return parts.read(job.out().path(), job.out().text());
      }
    }
  }

  private StoreParts.Summary makeElsewhere(StoreParts parts, Progress progress) throws IOException {
    parts.require();
    RemoteBuilding building = new RemoteBuilding(parts, job.out(), cluster.settings(), staging);
    StoreParts.Summary made = building.present();
    if (made == null) {
      building.begin();
      try {
        makeShards(parts, building.missing(), building.folder(), progress);
        made = building.finish();
      } catch (RefusedException | DamagedVideoException e) {
        building.undo();
        throw e;
      }
    }
    if (card.isPresent()) {
      Path file = staging.folder("card").resolve(ProtocolCard.FILE);
      SafeFile.writeText(file, card.get().toJson());
      HadoopFolder.of(job.out().full(), cluster.settings()).replace(file, ProtocolCard.FILE);
    }
    return made;
  }

  private void makeShards(
      StoreParts parts, List<Integer> missing, String building, Progress progress)
      throws IOException {
    if (missing.isEmpty()) {
      return;
    }
    Consumer<Integer> count = new Count(parts, missing, list.entries().size(), progress);
    ShardWork work = job.work(building, list.sha256(), cluster.settings());
    try (Cluster executors = Cluster.open("frames", cluster, Cluster.Load.ONE_CORE)) {
      executors.run(missing, work, count);
    }
  }

  /** Counts the videos of finished shards. */
  private static final class Count implements Consumer<Integer> {
    private final StoreParts parts;
    private final int total;
    private final Progress progress;
    private int done;

    Count(StoreParts parts, List<Integer> missing, int total, Progress progress) {
      this.parts = parts;
      this.total = total;
      this.progress = progress;
      done = total - missing.stream().mapToInt(shard -> parts.videos(shard).size()).sum();
      progress.at(done, total);
    }

    @Override
    public void accept(Integer shard) {
      done += parts.videos(shard).size();
      progress.at(done, total);
    }
  }
}
