package seco.notebook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import seco.dataset.ClipBatch;
import seco.dataset.DualVarClips;
import seco.display.FilmStrip;
import seco.display.Palette;
import seco.display.Picture;
import seco.pretrain.DualVarConfig;
import seco.video.FrameStore;

/** Film strips of clips. */
public final class ClipPictures {
  private static final Palette[] SEGMENTS = {
    Palette.BLUE, Palette.VERMILLION, Palette.GREEN, Palette.PURPLE
  };

  private ClipPictures() {}

  /**
   * Adds a row of a clip's frames with their numbers; those that repeat the one before are framed.
   *
   * @param video number in the store
   * @param indices of the frames, from 0
   */
  public static FilmStrip add(
      FilmStrip strip, String label, FrameStore store, int video, int... indices)
      throws IOException {
    List<Picture> row = new ArrayList<>();
    for (int i = 0; i < indices.length; i++) {
      Picture picture =
          Picture.of(store.frame(video, indices[i])).captioned(String.valueOf(indices[i] + 1));
      boolean again = i > 0 && indices[i] == indices[i - 1];
      row.add(again ? picture.bordered(Palette.ORANGE) : picture);
    }
    return strip.row(label, row);
  }

  /**
   * What training shows of a video, a row for each clip, each segment framed in a colour: a clip,
   * another, the first one augmented anew, and that with its segments in another order.
   *
   * @param row of the video in the first batch
   * @param order the segment that comes to each place of the last clip
   */
  public static FilmStrip views(DualVarConfig config, FrameStore store, int row, int... order)
      throws IOException {
    DualVarClips clips = config.clipsOf(store);
    ClipBatch batch = clips.newBatch();
    clips.fill(0, batch);
    List<List<Picture>> views = new ArrayList<>();
    int frames = config.clips().frames().length();
    int length = frames / config.segments();
    for (int view = 0; view < ClipBatch.VIEWS; view++) {
      List<Picture> pictures = new ArrayList<>();
      for (int frame = 0; frame < frames; frame++) {
        Palette colour = SEGMENTS[frame / length % SEGMENTS.length];
        pictures.add(Picture.of(batch.frame(row, view, frame)).bordered(colour));
      }
      views.add(pictures);
    }
    List<Picture> shuffled = new ArrayList<>();
    for (int segment : order) {
      shuffled.addAll(views.get(2).subList(segment * length, (segment + 1) * length));
    }
    return new FilmStrip(72)
        .row("clip 1", views.get(0))
        .row("clip 2", views.get(1))
        .row("clip 1 anew", views.get(2))
        .row("and shuffled", shuffled);
  }
}
