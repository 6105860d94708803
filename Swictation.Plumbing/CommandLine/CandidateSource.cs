using System.CommandLine;

namespace Swictation.Plumbing.CommandLine;

/// <summary>Finds words that can stand where a value of some kind is wanted, such as a session.</summary>
/// <param name="parsed">What stands on the command line before it, mistakes included.</param>
/// <param name="begun">The beginning of the word that is there already; others may be left out.</param>
public delegate IEnumerable<Candidate> CandidateSource(ParseResult parsed, string begun);
