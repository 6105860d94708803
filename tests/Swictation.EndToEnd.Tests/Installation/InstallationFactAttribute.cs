using System.Runtime.CompilerServices;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Installation;

/// <summary>A test that installs what scripts/publish has made.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class InstallationFactAttribute : FactAttribute
{
    public InstallationFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (!Executables.ArePublished)
            Skip = "A build for development cannot be installed; scripts/test publishes, and names the folder.";
    }
}
