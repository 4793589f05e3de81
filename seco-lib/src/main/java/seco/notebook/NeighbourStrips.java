package seco.notebook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import seco.InputException;
import seco.display.FilmStrip;
import seco.display.Palette;
import seco.display.Picture;
import seco.probe.FeatureSet;
import seco.probe.Neighbours;
import seco.probe.Retrieval;
import seco.video.FrameStore;

/**
 * Film strips of what was found: a query bordered in black, a neighbour in green where its class is
 * the same, else in red; below a neighbour its class and the cosine.
 *
 * @param queries the videos that ask
 * @param gallery the videos that are found
 * @param classes names of the labels
 */
public record NeighbourStrips(FrameStore queries, FrameStore gallery, List<String> classes) {
  public NeighbourStrips {
    classes = List.copyOf(classes);
  }

  /**
   * A row for each query: the video and its neighbours, each by the frame in its middle.
   *
   * @param pixels height of a picture
   * @param found videos, for each video that asks
   * @param shown numbers of the queries
   */
  public FilmStrip videos(int pixels, Neighbours found, int... shown) throws IOException {
    FilmStrip strip = new FilmStrip(pixels);
    for (int query : shown) {
      int label = queries.video(query).label();
      List<Picture> row = new ArrayList<>();
      row.add(asking(Strips.middle(queries, query)).captioned(classes.get(label)));
      for (int i = 0; i < found.rows()[query].length; i++) {
        int video = found.rows()[query][i];
        Picture picture = Strips.middle(gallery, video);
        row.add(found(picture, label, gallery.video(video).label(), found.cosines()[query][i]));
      }
      strip.row("", row);
    }
    return strip;
  }

  /**
   * What was found for one video, in time: the video, its nearest neighbour, and below that the
   * first of its own class, if one was found and is not the nearest.
   *
   * @param frames of each video, evenly spaced, at least 2
   * @param query number of the video that asks
   */
  public FilmStrip moments(int pixels, int frames, Retrieval found, int query) throws IOException {
    FilmStrip strip = new FilmStrip(pixels);
    String name = classes.get(queries.video(query).label());
    strip.video(name + ",\nthe query", queries, query, frames);
    int[] rows = found.neighbours().rows()[query];
    String nearest = classes.get(gallery.video(rows[0]).label());
    strip.video(nearest + ",\nnearest", gallery, rows[0], frames);
    int place = found.places()[query];
    if (place > 1) {
      strip.video(name + ",\nplace " + place, gallery, rows[place - 1], frames);
    }
    return strip;
  }

  /**
   * Frames of a video, and below each the nearest frame of the gallery.
   *
   * @param asking features of frames, named {@code path#frame}
   * @param asked likewise, of the gallery
   * @param found rows of the second for each of the first
   * @param shown rows of the first
   */
  public FilmStrip frames(
      int pixels, FeatureSet asking, FeatureSet asked, Neighbours found, int... shown)
      throws IOException {
    List<Picture> above = new ArrayList<>();
    List<Picture> below = new ArrayList<>();
    for (int row : shown) {
      int nearest = found.rows()[row][0];
      above.add(asking(frame(queries, asking.names().get(row))));
      Picture picture = frame(gallery, asked.names().get(nearest));
      int label = asking.labels()[row];
      below.add(found(picture, label, asked.labels()[nearest], found.cosines()[row][0]));
    }
    String name = classes.get(asking.labels()[shown[0]]);
    return new FilmStrip(pixels).row(name, above).row("nearest", below);
  }

  private static Picture asking(Picture picture) {
    return picture.bordered(Palette.BLACK);
  }

  private Picture found(Picture picture, int asked, int label, double cosine) {
    return picture
        .bordered(label == asked ? Palette.GREEN : Palette.VERMILLION)
        .captioned(String.format(Locale.ROOT, "%s %.2f", classes.get(label), cosine));
  }

  private static Picture frame(FrameStore store, String name) throws IOException {
    String path = FeatureSet.videoOf(name);
    int video =
        IntStream.range(0, store.size())
            .filter(i -> store.video(i).path().equals(path))
            .findFirst()
            .orElseThrow(() -> new InputException(path + ": no video of this frame store"));
    return Picture.of(store.frame(video, FeatureSet.frameOf(name)));
  }
}
