package seco.contrast;

/** Which running statistics of batch norm are kept where a batch passes in replicas. */
public enum ReplicaStatistics {
  /**
   * Those of the first replica, which a checkpoint of a distributed training holds: every device
   * moves its own, and the first device writes the file.
   */
  FIRST,
  /** The mean over the replicas of the running means and of the running variances. */
  MEAN
}
