/// What must be known of data before a score on them is believed: what recordings are like
/// ([CorpusScan]), which are identical, what the subsets of a split share ([SplitAudit]), and what
/// can be predicted without hearing anything.
package dev.tenor.ser.audit;
