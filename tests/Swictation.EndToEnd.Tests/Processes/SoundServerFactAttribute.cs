using System.Runtime.CompilerServices;

namespace Swictation.EndToEnd.Tests.Processes;

/// <summary>A test that plays sound through a sound server of its own, where there is one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SoundServerFactAttribute : FactAttribute
{
    public SoundServerFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (!Tool.TryRun("pulseaudio", "--version") || !Tool.TryRun("paplay", "--version"))
            Skip = "There is no PulseAudio; scripts/setup test installs it on Debian and Ubuntu, unless PipeWire is there.";
    }
}
