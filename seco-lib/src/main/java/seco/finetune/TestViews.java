package seco.finetune;

import java.util.ArrayList;
import java.util.List;
import seco.InputException;
import seco.dataset.CentreFrames;
import seco.dataset.ThreeCrops;
import seco.sample.SegmentIndices;
import seco.video.FrameStore;

/**
 * Which views of a video a test averages. Each frame is seen in three squares.
 *
 * @param name of the choice
 * @param clips spread over the video
 * @param frames successive ones of each clip
 */
public record TestViews(String name, int clips, int frames) {
  /** Temporal segment networks': the middle frames of 25 segments. */
  public static final TestViews TSN = new TestViews("tsn", 25, 1);

  /** The authors' code's: 20 clips of 16 successive frames, which is not what it trains. */
  public static final TestViews AUTHORS = new TestViews("authors", 20, 16);

  /** The choice of a name: tsn or authors. */
  public static TestViews of(String name) {
    return switch (name) {
      case "tsn" -> TSN;
      case "authors" -> AUTHORS;
      default -> throw new InputException("views '" + name + "': choose tsn or authors");
    };
  }

  /** The frames of a video. */
  public int[] indices(int length) {
    return frames == 1
        ? SegmentIndices.centres(length, clips)
        : SegmentIndices.runs(length, clips, frames);
  }

  /** The frames of all videos of a store, each a request whose row is the video's number. */
  List<CentreFrames.Request> requests(FrameStore store) {
    if (frames > 1) {
      store.requireComplete("runs of successive frames");
    }
    List<CentreFrames.Request> requests = new ArrayList<>();
    for (int video = 0; video < store.size(); video++) {
      for (int frame : indices(store.video(video).frames())) {
        requests.add(new CentreFrames.Request(video, frame, video));
      }
    }
    return requests;
  }

  /** What a card says of it, as in {@code 25 x 1 frames x 3 crops}. */
  public String title() {
    return "%d x %d frames x %d crops".formatted(clips, frames, ThreeCrops.CROPS);
  }
}
