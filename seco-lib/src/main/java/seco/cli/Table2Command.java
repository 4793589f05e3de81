package seco.cli;

import picocli.CommandLine.Command;
import seco.experiment.table.PaperTable;

/** Table 2 of the paper. */
@Command(
    name = "table2",
    description = {
      "Table 2: SeCo's ResNet-18, and 3DRotNet on an R3D, on Kinetics-400.",
      "Says first what each cell needs. Columns of a row share its pretraining; what is finished is"
          + " not done again: after an interruption the same command goes on.",
      "Rows that the paper only cites, or whose weights are not given, are listed as such.",
    })
final class Table2Command extends TableCommand {
  Table2Command() {
    super(PaperTable.TABLE2);
  }
}
