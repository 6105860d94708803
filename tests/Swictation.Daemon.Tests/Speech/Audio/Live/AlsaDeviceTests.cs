using System.Runtime.InteropServices;
using Swictation.Daemon.Speech.Audio.Live;
using Swictation.Domain.Errors;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Audio.Live;

/// <summary>libasound itself, with its plug-ins for files and for nothing as devices.</summary>
[Trait("Category", "Package")]
public sealed partial class AlsaDeviceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _configuration;

    public AlsaDeviceTests()
    {
        _configuration = AlsaDevices.Configure(_directory.File("asound.conf"));
        // .NET's own environment is a copy that libasound does not see.
        Assert.Equal(0, setenv(AlsaDevices.Variable, _configuration, overwrite: 1));
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void File_is_heard_sample_by_sample()
    {
        short[] said = [.. Enumerable.Range(0, 3_200).Select(i => (short)(i * 7))];
        var path = _directory.File("said.raw");
        AlsaDevices.WriteSamples(path, said);
        using var device = AlsaDevice.Open(AlsaDevices.Recorded(path));
        var heard = new short[said.Length];

        for (var filled = 0; filled < heard.Length;)
        {
            var read = device.Read(heard.AsSpan(filled, Math.Min(320, heard.Length - filled)));
            Assert.Equal(CaptureFault.None, read.Fault);
            filled += read.Samples;
        }

        Assert.Equal(said, heard);
    }

    [Fact]
    public void Device_that_has_only_other_samples_gets_a_conversion_put_in_front()
    {
        File.AppendAllText(
            _configuration,
            """

            pcm.studio { type lfloat slave { pcm { type null } format S16_LE } }
            """);
        using var device = AlsaDevice.Open("studio");

        // What it hears is whatever is in libasound's memory: it is there to be opened.
        Assert.Equal(new(320), device.Read(new short[320]));
    }

    [Theory]
    [InlineData("nosuch", "there is no such microphone; plug it in or name another")]
    [InlineData("recorded:FILE=/nosuch/file", "there is no such microphone")]
    [InlineData("recorded:FILE=", "the microphone cannot be opened")]
    public void Device_that_cannot_be_opened_is_named_with_what_to_do(string device, string reason)
    {
        var refused = Assert.Throws<AudioSourceException>(() => AlsaDevice.Open(device));

        Assert.StartsWith($"alsa:{device}: {reason}", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void Inputs_are_listed_with_the_default_first_and_without_what_is_none()
    {
        File.AppendAllText(
            _configuration,
            """

            pcm.room { type null hint { show on description "Microphone of
            the room" } }
            pcm.null { type null hint { show on description "Nothing" } }
            """);

        var inputs = SoundInputs.List();

        Assert.Equal(
            [new("default", "Silence", IsDefault: true), new("room", "Microphone of, the room", IsDefault: false)],
            inputs);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);
}
