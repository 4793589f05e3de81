"""A linear SVM by liblinear's -s 2, one class against the rest, through scikit-learn."""

import statistics

import numpy
import sklearn
import timing
from sklearn.svm import LinearSVC

SPREAD = 0.12  # of the classes' centres; the samples around them deviate by 1


def clouds(settings):
    draw = numpy.random.default_rng(0)
    centres = SPREAD * draw.standard_normal((settings.classes, settings.dim))
    labels = numpy.arange(settings.samples) % settings.classes
    samples = centres[labels] + draw.standard_normal((settings.samples, settings.dim))
    return samples.astype(numpy.float32), labels


def objective(weights, samples, labels, cost):
    """Half the squared weights and the squared hinge losses, over all classes."""
    signs = numpy.where(labels[:, None] == numpy.arange(len(weights)), 1, -1)
    losses = numpy.maximum(0, 1 - signs * (samples @ weights.T)) ** 2
    return 0.5 * (weights**2).sum() + cost * losses.sum()


def main():
    parser = timing.options(
        __doc__, ["normalise"], samples=5000, dim=2048, classes=50, cost=1.0, tolerance=1e-2, steps=1, warmup=0
    )
    settings = parser.parse_args()
    samples, labels = clouds(settings)
    if settings.normalise:
        samples /= numpy.linalg.norm(samples, axis=1, keepdims=True)
    machine = LinearSVC(C=settings.cost, dual=False, fit_intercept=False, tol=settings.tolerance, max_iter=10000)
    seconds = timing.timed(lambda: machine.fit(samples, labels), settings.steps, settings.warmup)
    timing.tell(
        f"liblinear, scikit-learn {sklearn.__version__}", "svm", settings, seconds,
        seconds=statistics.median(seconds),
        objective=float(objective(machine.coef_, samples, labels, settings.cost)),
    )


if __name__ == "__main__":
    main()
