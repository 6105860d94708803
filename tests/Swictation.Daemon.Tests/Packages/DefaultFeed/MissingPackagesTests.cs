using Swictation.Daemon.Options;
using Swictation.Daemon.Packages;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Tests.Packages.DefaultFeed;

/// <summary>A build without the packages that are not in every feed says which build has them.</summary>
public sealed class MissingPackagesTests
{
    [Fact]
    public void Whisper_says_which_build_has_it_and_what_to_do_without()
    {
        var error = Assert.Throws<TranscriberException>(() => PackageAdapters.LoadWhisper(new WhisperSpec("/a.bin")));

        Assert.Equal("whisper:/a.bin", error.Thing);
        AssertSays(error.Reason, "--transcriber command:CMDLINE");
    }

    [Fact]
    public void NAudio_says_which_build_has_it_and_what_to_do_without()
    {
        var file = Assert.Throws<AudioSourceException>(() => PackageAdapters.OpenFile("/a.wav"));
        var microphone = Assert.Throws<AudioSourceException>(() => PackageAdapters.Microphone("hw:1"));

        Assert.Equal("naudio-file:/a.wav", file.SourceName);
        AssertSays(file.Reason, "--source file:PATH");
        Assert.Equal("naudio:hw:1", microphone.SourceName);
        AssertSays(microphone.Reason, "--source alsa:DEVICE");
    }

    private static void AssertSays(string reason, string instead)
    {
        Assert.Contains("-p:FullFeed=true", reason, StringComparison.Ordinal);
        Assert.EndsWith(instead, reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', reason);
    }
}
