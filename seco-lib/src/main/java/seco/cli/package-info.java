/** The command line: one subcommand per step from videos to accuracies. */
@NullMarked
package seco.cli;

import org.jspecify.annotations.NullMarked;
