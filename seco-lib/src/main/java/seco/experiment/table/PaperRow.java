package seco.experiment.table;

/**
 * A row of a paper's table.
 *
 * @param id its name on the command line and in records: {@code inter+intra}
 * @param title as the paper prints it
 * @param means how its numbers can be had again
 */
public record PaperRow(String id, String title, Means means) {}
