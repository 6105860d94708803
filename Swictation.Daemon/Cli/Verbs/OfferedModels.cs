using Swictation.Daemon.Speech.Models;
using Swictation.Domain.Errors;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Settings;

namespace Swictation.Daemon.Cli.Verbs;

/// <summary>Models, offered by a shell where a command line wants the name of one.</summary>
internal static class OfferedModels
{
    /// <summary>By the name of the value.</summary>
    public static IReadOnlyDictionary<string, CandidateSource> Sources { get; } = new Dictionary<string, CandidateSource>
    {
        ["NAME"] = (parsed, _) => parsed.CommandResult.Command.Name == ModelsCommand.Get ? OfferPublished() : OfferInstalled(),
    };

    private static IEnumerable<Candidate> OfferPublished() => ModelCatalogue.All.Select(model => new Candidate(model.Name));

    private static IEnumerable<Candidate> OfferInstalled()
    {
        try
        {
            return new StandardPaths(Environment.GetEnvironmentVariable).DataDirectory is { } data
                ? [.. ModelDirectory.In(data).List().Select(model => new Candidate(model.Name))]
                : [];
        }
        catch (ModelException)
        {
            return [];
        }
    }
}
