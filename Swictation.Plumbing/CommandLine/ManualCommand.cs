using System.CommandLine;

namespace Swictation.Plumbing.CommandLine;

/// <summary><c>manual</c>, for scripts and not for people: prints the manual page.</summary>
internal sealed class ManualCommand : Command
{
    /// <param name="page">Its program, and what it says.</param>
    public ManualCommand(ManualPage page)
        : base("manual", "Print the manual page, as man reads it")
    {
        Hidden = true;
        SetAction(parsed => page.Write(parsed.InvocationConfiguration.Output));
    }
}
