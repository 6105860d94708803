using System.Runtime.CompilerServices;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Segmentation;

/// <summary>A test with recorded prompts of several speakers, where their packages are installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PromptVoicesTheoryAttribute : TheoryAttribute
{
    public PromptVoicesTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        var missing = PromptVoice.All
            .Where(voice => voice is { IsInSetup: true, IsInstalled: false })
            .Select(voice => voice.Package)
            .ToList();
        if (missing.Count > 0)
        {
            Skip = $"The recordings of {string.Join(", ", missing)} are missing; scripts/setup installs them where "
                + "Debian packages can be installed.";
        }
    }
}
