package seco.experiment;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import seco.compile.Precision;
import seco.pretrain.PretrainConfig;
import seco.probe.FeatureConfig;
import seco.run.ProtocolCard;
import seco.video.FrameStore;

/**
 * A feature file that is to be made, in plain words, so that any process that sees the folders can
 * make a part of it.
 *
 * @param origin where the network comes from
 * @param from folder of a run or file of weights; empty for a random network
 * @param preset of a random network, or how the pictures of a file's network are shown
 * @param seed of a random network
 * @param store folder of the frame store
 * @param segments table of annotated segments, a row for each; empty for a row a video
 * @param out the feature file
 * @param frames of each row; 0 for as many as the protocol takes
 * @param pixels of the crop; 0 for those of the pretraining
 * @param precision of the compiled network; null for the blocks
 */
public record FeatureTask(
    Origin origin,
    String from,
    String preset,
    long seed,
    String store,
    String segments,
    String out,
    int frames,
    int pixels,
    @Nullable Precision precision)
    implements Serializable {
  private static final String ACTIVITY_NET = "ActivityNet";

  /** Where a network comes from. */
  public enum Origin {
    /** A run of this project. */
    RUN,
    /** A file of another program. */
    FILE,
    /** A seed. */
    RANDOM
  }

  /** The same with other places, where there are any: of network, store, segments and result. */
  public FeatureTask with(UnaryOperator<String> places) {
    return with(
        changed(from, places), places.apply(store), changed(segments, places), places.apply(out));
  }

  private static String changed(String place, UnaryOperator<String> places) {
    return place.isEmpty() ? place : places.apply(place);
  }

  /** The same with other places. */
  public FeatureTask with(String from, String store, String segments, String out) {
    return new FeatureTask(
        origin, from, preset, seed, store, segments, out, frames, pixels, precision);
  }

  /** Opens what is needed; the caller closes it. */
  public FeatureWork open() throws IOException {
    return new FeatureWork(this);
  }

  PretrainConfig settings() {
    return PretrainConfig.preset(preset).withSeed(seed);
  }

  /** How the features are taken: as the protocol of the videos' data set says, if nobody asks. */
  FeatureConfig shown(FrozenNetwork network, FrameStore videos) throws IOException {
    int edge = pixels == 0 ? network.config().patches().pixels() : pixels;
    if (frames > 0) {
      return FeatureConfig.of(frames, edge);
    }
    String name = network.config().preset();
    Optional<ProtocolCard> card = ProtocolCard.in(videos.folder(), videos.listSha256());
    boolean untrimmed = card.filter(c -> c.dataSet().startsWith(ACTIVITY_NET)).isPresent();
    return untrimmed && name.equals("paper")
        ? FeatureConfig.of(FeatureConfig.activityNet().framesPerVideo(), edge)
        : FeatureConfig.forPreset(name, edge);
  }

  Path outFile() {
    return Path.of(out);
  }
}
