using System.Runtime.CompilerServices;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Installation;

/// <summary>A test that installs what scripts/publish has made, under a systemd of a user that is there for the test alone.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ServiceFactAttribute : FactAttribute
{
    public ServiceFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (!Executables.ArePublished)
            Skip = "A build for development cannot be installed; scripts/test publishes, and names the folder.";
        else
            Skip = UserSystemd.FindObstacle();
    }
}
