"""JPEG decoding and the paper's augmentation with Pillow, the way torchvision does it, to normalised arrays."""

import io
import math
import random
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy
import PIL
import timing
from PIL import Image, ImageEnhance, ImageFilter

MEAN = numpy.array([0.485, 0.456, 0.406], numpy.float32)
DEVIATION = numpy.array([0.229, 0.224, 0.225], numpy.float32)
KEPT = 200


def crop(picture, pixels, draw):
    """A part of 20 to 100 % of the area, 3:4 to 4:3, resized to a square."""
    width, height = picture.size
    for _ in range(10):
        area = width * height * draw.uniform(0.2, 1)
        ratio = math.exp(draw.uniform(math.log(3 / 4), math.log(4 / 3)))
        w, h = round(math.sqrt(area * ratio)), round(math.sqrt(area / ratio))
        if 0 < w <= width and 0 < h <= height:
            break
    else:
        w = h = min(width, height)
    left, top = draw.randint(0, width - w), draw.randint(0, height - h)
    return picture.crop((left, top, left + w, top + h)).resize((pixels, pixels), Image.BILINEAR)


def turn_hue(picture, share):
    hue, saturation, value = picture.convert("HSV").split()
    turned = numpy.asarray(hue) + numpy.uint8(round(255 * share) % 256)
    return Image.merge("HSV", (Image.fromarray(turned), saturation, value)).convert("RGB")


def jitter(picture, draw):
    """Brightness, contrast, saturation and hue in any order."""
    enhancers = [ImageEnhance.Brightness, ImageEnhance.Contrast, ImageEnhance.Color, None]
    draw.shuffle(enhancers)
    for enhancer in enhancers:
        if enhancer is None:
            picture = turn_hue(picture, draw.uniform(-0.1, 0.1))
        else:
            picture = enhancer(picture).enhance(draw.uniform(0.6, 1.4))
    return picture


def view(jpeg, pixels, draw):
    picture = crop(Image.open(io.BytesIO(jpeg)).convert("RGB"), pixels, draw)
    if draw.random() < 0.8:
        picture = jitter(picture, draw)
    if draw.random() < 0.2:
        picture = picture.convert("L").convert("RGB")
    if draw.random() < 0.5:
        picture = picture.filter(ImageFilter.GaussianBlur(draw.uniform(0.1, 2)))
    if draw.random() < 0.5:
        picture = picture.transpose(Image.FLIP_LEFT_RIGHT)
    values = (numpy.asarray(picture, numpy.float32) / 255 - MEAN) / DEVIATION
    return numpy.ascontiguousarray(values.transpose(2, 0, 1))


def main():
    parser = timing.options(__doc__, pixels=224, count=600, threads=1, steps=5, warmup=1)
    parser.add_argument("--images", type=Path, required=True, metavar="DIR")
    settings = parser.parse_args()
    files = sorted(file for file in settings.images.rglob("*") if file.suffix.lower() in (".jpg", ".jpeg"))
    if not files:
        parser.error(f"--images {settings.images}: no .jpg file in it")
    jpegs = [file.read_bytes() for file in random.Random(0).choices(files, k=KEPT)]
    processor = []

    with ThreadPoolExecutor(settings.threads) as pool:

        def one(number):
            return view(jpegs[number % KEPT], settings.pixels, random.Random(number)).shape

        def work():
            start = time.process_time()
            for _ in pool.map(one, range(settings.count)):
                pass
            processor.append(time.process_time() - start)

        seconds = timing.timed(work, settings.steps, settings.warmup)
    settings.images = str(settings.images)
    timing.tell(
        f"Pillow {PIL.__version__}", "pipeline", settings, seconds,
        images_per_second=settings.count / statistics.median(seconds),
        images_per_cpu_second=settings.count * settings.steps / sum(processor[settings.warmup :]),
    )


if __name__ == "__main__":
    main()
