using System.CommandLine;
using Swictation.Plumbing.CommandLine;
using Swictation.Replay.Sessions;

namespace Swictation.Replay.Options;

/// <summary>The session that a subcommand is about.</summary>
internal static class SessionArgument
{
    public static Argument<SessionSelector> New() =>
        new Argument<SessionSelector>("SESSION")
        {
            Description = "Number of a session, or 'last' for the one that was started last",
        }.ParsedBy("the number of a session, or 'last'", SessionSelector.Parse);
}
