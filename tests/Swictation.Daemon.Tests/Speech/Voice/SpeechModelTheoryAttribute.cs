using System.Runtime.CompilerServices;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Voice;

/// <summary>A test with real weights and recorded sounds, where they are installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SpeechModelTheoryAttribute : TheoryAttribute
{
    public SpeechModelTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        var missing = PromptVoice.All
            .Where(voice => voice is { IsInSetup: true, IsInstalled: false })
            .Select(voice => voice.Package)
            .Concat(RecordedSounds.MissingPackages)
            .ToList();
        if (SpeechModel.Path is null)
        {
            Skip = $"There are no weights of Silero's voice activity detector; {SpeechModel.Variable} names their file.";
        }
        else if (missing.Count > 0)
        {
            Skip = $"The recordings of {string.Join(", ", missing)} are missing; scripts/setup installs them where "
                + "Debian packages can be installed.";
        }
    }
}
