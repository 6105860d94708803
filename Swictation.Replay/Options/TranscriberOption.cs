using System.CommandLine;
using Swictation.Plumbing.CommandLine;

namespace Swictation.Replay.Options;

/// <summary><c>--transcriber</c>, for subcommands that have something recognised.</summary>
internal sealed class TranscriberOption : Option<string>
{
    public TranscriberOption()
        : base("--transcriber")
    {
        HelpName = "SPEC";
        Description = "The recogniser for this: a name that the setting transcribers gives, an installed model, pocketsphinx or auto; where no "
            + "daemon runs, any that 'swictation-daemon --transcriber' takes [default: the session's, or the daemon's own]";
        this.RefuseEmpty();
    }
}
