package seco.data.archive;

/** Counts of one run. */
final class Tally {
  private int written;
  private int kept;
  private int leftOut;
  private int inner;
  private long bytes;

  void write(long size) {
    written++;
    bytes += size;
  }

  void keep(long size) {
    kept++;
    bytes += size;
  }

  void leaveOut(int files) {
    leftOut += files;
  }

  void inner() {
    inner++;
  }

  int written() {
    return written;
  }

  Journal.Done done() {
    return new Journal.Done(written + kept, leftOut, inner, bytes);
  }
}
