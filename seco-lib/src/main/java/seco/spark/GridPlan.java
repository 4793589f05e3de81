package seco.spark;

import java.io.Serializable;
import java.nio.file.Path;
import seco.experiment.LabAblation;
import seco.experiment.SeededAblation;
import seco.experiment.VideoAblation;
import seco.run.Scale;

/** An ablation on its way to an executor. */
sealed interface GridPlan extends Serializable {
  static GridPlan of(SeededAblation ablation) {
    if (ablation instanceof LabAblation lab) {
      return new OfLab(lab.scale(), lab.sceneBias(), lab.data().toString(), lab.runs().toString());
    }
    VideoAblation videos = (VideoAblation) ablation;
    return new OfVideos(
        videos.scale(),
        videos.train().toString(),
        videos.test().toString(),
        videos.root().toString(),
        videos.work().toString());
  }

  SeededAblation ablation();

  /** The folder of the runs. */
  Path runs();

  /** {@link LabAblation}, its paths as text. */
  record OfLab(Scale scale, double sceneBias, String data, String work) implements GridPlan {
    @Override
    public SeededAblation ablation() {
      return new LabAblation(scale, sceneBias, Path.of(data), runs());
    }

    @Override
    public Path runs() {
      return Path.of(work);
    }
  }

  /** {@link VideoAblation}, its paths as text. */
  record OfVideos(Scale scale, String train, String test, String root, String work)
      implements GridPlan {
    @Override
    public SeededAblation ablation() {
      return new VideoAblation(scale, Path.of(train), Path.of(test), Path.of(root), runs());
    }

    @Override
    public Path runs() {
      return Path.of(work);
    }
  }
}
