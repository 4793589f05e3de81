package seco.notebook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import seco.display.Palette;
import seco.display.Picture;
import seco.run.Seeds;
import seco.sample.FrameIndices;
import seco.sample.Halves;
import seco.video.FrameStore;

/** A sample of the order task as it lies in time. */
public final class OrderSample {
  private OrderSample() {}

  /**
   * The three frames of a sample in the order of time, the query framed.
   *
   * @param video number in the store
   * @param queryFirst whether the sample's query lies before the others
   * @param seeds its stream {@code order} draws the frames
   */
  public static List<Picture> pictures(FrameStore store, int video, boolean queryFirst, Seeds seeds)
      throws IOException {
    RandomGenerator random = seeds.stream("order", video);
    FrameIndices drawn;
    do {
      drawn = new Halves().sample(store.video(video).frames(), random);
    } while (drawn.queryFirst() != queryFirst);
    Picture query = picture(store, video, drawn.query(), "query").bordered(Palette.VERMILLION);
    List<Picture> pictures = new ArrayList<>();
    pictures.add(picture(store, video, drawn.earlier(), "k2"));
    pictures.add(picture(store, video, drawn.later(), "k3"));
    pictures.add(queryFirst ? 0 : 2, query);
    return pictures;
  }

  private static Picture picture(FrameStore store, int video, int frame, String name)
      throws IOException {
    return Picture.of(store.frame(video, frame)).captioned(name + ", frame " + frame);
  }
}
