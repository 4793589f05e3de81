package seco.pretrain;

/**
 * One step of training in plain numbers; NaN where a task does not apply.
 *
 * @param step counted from 0
 * @param rate learning rate
 * @param total the loss that was trained, Eq. (5)
 * @param inter loss of Eq. (2)
 * @param interTop1 share of positives nearer than every memory row
 * @param intra loss of Eq. (3)
 * @param intraTop1 share of queries whose own frame is the nearest of three
 * @param order loss of Eq. (4)
 * @param orderTop1 share of right answers of the order classifier
 * @param gradientNorm L2 norm of the gradient
 */
public record Step(
    long step,
    double rate,
    double total,
    double inter,
    double interTop1,
    double intra,
    double intraTop1,
    double order,
    double orderTop1,
    double gradientNorm) {}
