using System.Runtime.CompilerServices;

namespace Swictation.EndToEnd.Tests.Processes;

/// <summary>A test that needs the processes of another user: only root can start them.</summary>
internal sealed class AsRootFactAttribute : FactAttribute
{
    public AsRootFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (!Environment.IsPrivilegedProcess) Skip = "Only root can start a process of another user.";
    }
}
