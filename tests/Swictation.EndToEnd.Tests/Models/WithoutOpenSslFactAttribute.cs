using System.Runtime.CompilerServices;
using Swictation.EndToEnd.Tests.Processes;

namespace Swictation.EndToEnd.Tests.Models;

/// <summary>A test that hides the library libssl from a process: that needs a mount namespace of its own.</summary>
internal sealed class WithoutOpenSslFactAttribute : FactAttribute
{
    public WithoutOpenSslFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (!Tool.TryRun("unshare", "--mount", "mount", "--bind", "/dev/null", "/etc/hostname"))
            Skip = "Needs a mount namespace (unshare --mount), which this user may not have.";
    }
}
