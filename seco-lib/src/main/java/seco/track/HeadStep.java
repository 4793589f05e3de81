package seco.track;

/**
 * What a step of a head's training has recorded.
 *
 * @param step counted from 0
 * @param epoch counted from 0
 * @param rate of learning
 * @param loss of the responses
 * @param hits share of pairs whose greatest response lies on the object
 */
public record HeadStep(long step, long epoch, double rate, double loss, double hits) {}
