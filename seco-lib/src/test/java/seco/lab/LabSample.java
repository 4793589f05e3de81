package seco.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.bytedeco.opencv.opencv_core.Mat;
import seco.augment.Geometry;
import seco.run.Seeds;
import seco.run.Workers;
import seco.sample.UniformFrames;
import seco.video.Frame;
import seco.video.Pictures;

/**
 * Frames of a part of the lab as they are before encoding, at half their size.
 *
 * @param clips some frames of each video, spread uniformly
 * @param labels of the videos
 * @param sizes of the figures
 */
record LabSample(List<List<Frame>> clips, int[] labels, double[] sizes) {
  private static final int EDGE = 64;

  private record Clip(List<Frame> frames, double size) {}

  static LabSample of(LabConfig config, long seed, LabSplit split, int videos, int frames)
      throws IOException {
    AtomicReferenceArray<Clip> clips = new AtomicReferenceArray<>(videos);
    List<Workers.Piece> pieces = new ArrayList<>();
    for (int i = 0; i < videos; i++) {
      int number = i;
      pieces.add(() -> clips.set(number, clip(config, seed, split, number, frames)));
    }
    Workers.run(Runtime.getRuntime().availableProcessors(), pieces);
    List<List<Frame>> all = new ArrayList<>();
    int[] labels = new int[videos];
    double[] sizes = new double[videos];
    for (int i = 0; i < videos; i++) {
      Clip clip = Objects.requireNonNull(clips.get(i));
      all.add(clip.frames());
      labels[i] = i % Action.all().size();
      sizes[i] = clip.size();
    }
    return new LabSample(all, labels, sizes);
  }

  private static Clip clip(LabConfig config, long seed, LabSplit split, int number, int frames) {
    int label = number % Action.all().size();
    try (LabVideo video =
        LabVideo.trimmed(config, new Seeds(seed), label, split.ordinal(), number)) {
      List<Frame> chosen = new ArrayList<>();
      for (int frame : UniformFrames.indices(config.frames(), frames)) {
        chosen.add(Pictures.resize(video.shoot(frame).frame(), EDGE, EDGE));
      }
      return new Clip(chosen, video.size());
    }
  }

  int size() {
    return labels.length;
  }

  /** Some of a video's frames, spread uniformly. */
  List<Frame> uniform(int video, int count) {
    List<Frame> frames = clips.get(video);
    List<Frame> chosen = new ArrayList<>();
    for (int frame : UniformFrames.indices(frames.size(), count)) {
      chosen.add(frames.get(frame));
    }
    return chosen;
  }

  /** The middle of a frame as the networks see it. */
  static byte[] centre(Frame frame, int edge, int pixels) {
    try (Mat picture = Pictures.toMat(frame);
        Mat middle = Geometry.centreCrop(picture, edge, pixels)) {
      byte[] rgb = new byte[3 * pixels * pixels];
      middle.data().get(rgb);
      return rgb;
    }
  }
}
