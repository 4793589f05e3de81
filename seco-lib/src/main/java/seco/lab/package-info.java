/**
 * The video lab: generated action videos whose every factor is known, so that the papers' claims
 * can be seen in minutes and tests need no download.
 */
@NullMarked
package seco.lab;

import org.jspecify.annotations.NullMarked;
