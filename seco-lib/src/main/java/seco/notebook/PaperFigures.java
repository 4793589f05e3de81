package seco.notebook;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import seco.augment.Augmenter;
import seco.dataset.Normalisation;
import seco.dataset.PatchBatch;
import seco.dataset.SequenceBatch;
import seco.dataset.VideoPatches;
import seco.display.FilmStrip;
import seco.display.Palette;
import seco.display.Picture;
import seco.experiment.FrozenNetwork;
import seco.model.Embeddings;
import seco.model.SecoEncoder;
import seco.pretrain.PatchConfig;
import seco.probe.FeatureSet;
import seco.probe.LinearSvm;
import seco.run.Seeds;
import seco.sample.Halves;
import seco.tensor.Gradients;
import seco.video.FrameStore;

/** The paper's figures drawn anew from our own frames, embeddings and features. */
public final class PaperFigures {
  private static final int PIXELS = 84;
  private static final int VIEWS = 4;

  private PaperFigures() {}

  private static PatchBatch batch(FrameStore store, PatchConfig config, int videos, Seeds seeds)
      throws IOException {
    Augmenter augmenter = new Augmenter(config.augmentation(), config.pixels());
    VideoPatches patches =
        new VideoPatches(store, new Halves(), augmenter, videos, config.pixels(), seeds);
    PatchBatch batch = patches.newBatch();
    patches.fill(0, batch);
    return batch;
  }

  /**
   * Figure 1: what each task tells apart, by the patches of two videos. Green belongs to the query,
   * red does not.
   */
  public static FilmStrip tasks(FrameStore store, PatchConfig config, Seeds seeds)
      throws IOException {
    PatchBatch batch = batch(store, config, 2, seeds);
    Picture query = Picture.of(batch.patch(0, 0)).captioned("query");
    boolean first = batch.queryFirst(0);
    List<Picture> order = new ArrayList<>();
    order.add(Picture.of(batch.patch(0, 2)).captioned("earlier"));
    order.add(Picture.of(batch.patch(0, 3)).captioned("later"));
    order.add(first ? 0 : 2, query.bordered(Palette.ORANGE));
    return new FilmStrip(PIXELS)
        .row(
            "inter: of one video?",
            List.of(
                query,
                view(batch, 0, 1, "its own frame", Palette.GREEN),
                view(batch, 0, 2, "its own video", Palette.GREEN),
                view(batch, 0, 3, "its own video", Palette.GREEN),
                view(batch, 1, 1, "another video", Palette.VERMILLION)))
        .row(
            "intra: of one frame?",
            List.of(
                query,
                view(batch, 0, 1, "its own frame", Palette.GREEN),
                view(batch, 0, 2, "another frame", Palette.VERMILLION),
                view(batch, 0, 3, "another frame", Palette.VERMILLION)))
        .row("order: before or behind? " + (first ? "before" : "behind"), order);
  }

  private static Picture view(PatchBatch batch, int row, int view, String text, Palette colour) {
    return Picture.of(batch.patch(row, view)).captioned(text).bordered(colour);
  }

  /**
   * Figure 2: patches through the network. Below each key stand its cosines with the query, by the
   * inter head and by the intra head; at the left what the order classifier says. Queries and keys
   * go through the one network as it is judged, not through its slow copy.
   */
  public static FilmStrip framework(
      FrozenNetwork network, FrameStore store, int videos, Seeds seeds) throws IOException {
    Gradients.off();
    PatchConfig config = network.config().patches();
    PatchBatch batch = batch(store, config, videos, seeds);
    FilmStrip strip =
        new FilmStrip(PIXELS).headings("query", "same frame", "earlier", "later", "another video");
    try (NDManager manager = NDManager.newBaseManager()) {
      SequenceBatch tensors = batch.toTensors(manager, new Normalisation(manager, config.pixels()));
      SecoEncoder encoder = network.encoder();
      Embeddings query = encoder.embed(tensors.query(), false);
      List<Embeddings> keys = new ArrayList<>();
      for (NDArray images : keys(tensors)) {
        keys.add(encoder.embed(images, false));
      }
      float[] said =
          encoder
              .orderLogits(query.order(), keys.get(1).order(), keys.get(2).order())
              .softmax(1)
              .toFloatArray();
      for (int row = 0; row < videos; row++) {
        strip.row(
            order(batch.queryFirst(row), said[2 * row]), pictures(batch, row, videos, query, keys));
      }
    }
    return strip;
  }

  private static List<NDArray> keys(SequenceBatch tensors) {
    List<NDArray> keys = new ArrayList<>();
    for (NDArray key : new NDArray[] {tensors.sameFrame(), tensors.earlier(), tensors.later()}) {
      if (key == null) {
        throw new IllegalStateException("a batch of three frames has three keys");
      }
      keys.add(key);
    }
    return keys;
  }

  private static String order(boolean first, double before) {
    return String.format(Locale.ROOT, "%s; said before: %.2f", first ? "before" : "behind", before);
  }

  private static List<Picture> pictures(
      PatchBatch batch, int row, int videos, Embeddings query, List<Embeddings> keys) {
    List<Picture> pictures = new ArrayList<>();
    pictures.add(Picture.of(batch.patch(row, 0)).captioned("inter, intra"));
    for (int view = 1; view < VIEWS; view++) {
      String cosines = cosines(query, row, keys.get(view - 1), row);
      pictures.add(Picture.of(batch.patch(row, view)).captioned(cosines));
    }
    int other = (row + 1) % videos;
    String cosines = cosines(query, row, keys.get(0), other);
    pictures.add(Picture.of(batch.patch(other, 1)).captioned(cosines).bordered(Palette.VERMILLION));
    return pictures;
  }

  private static String cosines(Embeddings query, int row, Embeddings key, int of) {
    double inter = query.inter().get(row).dot(key.inter().get(of)).getFloat();
    double intra = query.intra().get(row).dot(key.intra().get(of)).getFloat();
    return String.format(Locale.ROOT, "%.2f, %.2f", inter, intra);
  }

  /**
   * Figure 3 (a) and (b): frames of a video, what a linear machine says of each frame's features
   * alone, and at the left what it says of their mean; green where it is right.
   *
   * @param frames features of single frames, rows named {@code path#frame}
   * @param machine that judges
   * @param video its number in the store
   * @param classes names by label
   */
  public static void addJudged(
      FilmStrip strip,
      FrameStore store,
      FeatureSet frames,
      LinearSvm.Model machine,
      int video,
      List<String> classes)
      throws IOException {
    String path = store.video(video).path();
    int[] rows =
        IntStream.range(0, frames.size())
            .filter(i -> FeatureSet.videoOf(frames.names().get(i)).equals(path))
            .toArray();
    FeatureSet own = frames.rows(rows);
    int[] each = machine.predict(own);
    int all = machine.predict(own.perVideo())[0];
    int label = store.video(video).label();
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < each.length; i++) {
      int frame = FeatureSet.frameOf(own.names().get(i));
      pictures.add(
          Picture.of(store.frame(video, frame))
              .captioned(classes.get(each[i]))
              .bordered(each[i] == label ? Palette.GREEN : Palette.VERMILLION));
    }
    strip.row("%s; mean: %s".formatted(classes.get(label), classes.get(all)), pictures);
  }
}
