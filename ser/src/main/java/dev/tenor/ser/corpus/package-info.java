/// What a corpus is: its recordings, who speaks in them and with which emotion ([Listing],
/// [Utterance]), which emotions are one class ([LabelMap]), and how files and folders are searched
/// for them. Reads names and lists, never audio.
package dev.tenor.ser.corpus;
