using System.Runtime.InteropServices;
using Swictation.Daemon.Speech.Audio.Live;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Audio.Live;

/// <summary>What libasound's configuration and the kernel's files say about a device that nobody opens.</summary>
[Trait("Category", "Package")]
public sealed partial class AlsaListingTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _devices;

    public AlsaListingTests()
    {
        var configuration = AlsaDevices.Configure(_directory.File("asound.conf"));
        File.AppendAllText(
            configuration,
            """

            pcm.hw { @args [ CARD ] @args.CARD { type string } type hw card $CARD }
            pcm.headset { type null hint { show on description "Bluetooth Audio" } }
            """);
        // .NET's own environment is a copy that libasound does not see.
        Assert.Equal(0, setenv(AlsaDevices.Variable, configuration, overwrite: 1));
        _devices = Directory.CreateDirectory(_directory.File("dev")).FullName;
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("default", false)]
    [InlineData("recorded:FILE=/nosuch", false)]
    [InlineData("{ type null }", false)]
    [InlineData("nosuch", true)]
    [InlineData("nosuch:CARD=1", true)]
    [InlineData("hw:1", true)]
    public void Device_is_missing_if_its_name_means_nothing_or_its_card_is_not_there(string device, bool isMissing)
    {
        var absence = List(device).FindAbsence();

        Assert.Equal(isMissing, absence is not null);
        if (isMissing)
            Assert.StartsWith($"alsa:{device}: there is no such microphone; plug it in", absence, StringComparison.Ordinal);
    }

    [Fact]
    public void Device_of_a_card_is_there_once_the_card_is_and_has_come_with_a_name()
    {
        var listing = List("hw:1");
        Assert.Empty(listing.Names);

        File.WriteAllText(Path.Combine(_devices, "pcmC1D0c"), "");

        Assert.Null(listing.FindAbsence());
        Assert.Equal(["pcmC1D0c"], listing.Names);
    }

    [Fact]
    public void Sound_server_that_starts_has_come_too()
    {
        var listing = List("default");

        File.WriteAllText(_directory.File("native"), "");

        Assert.Equal([_directory.File("native")], listing.Names);
    }

    [Theory]
    [InlineData("pulse:DEVICE=bluez_source.00_11_22_33_44_55.headset_head_unit", null, true)]
    [InlineData("bluealsa:DEV=00:11:22:33:44:55,PROFILE=sco", null, true)]
    [InlineData("headset", null, true)]
    [InlineData("default", "bluez_input.00_11_22_33_44_55.0", true)]
    [InlineData("default", "alsa_input.pci-0000_00_1f.3.analog-stereo", false)]
    [InlineData("default", null, false)]
    [InlineData("hw:1", "bluez_input.00_11_22_33_44_55.0", false)]
    [InlineData("recorded:FILE=/a", "bluez_input.00_11_22_33_44_55.0", false)]
    public void Bluetooth_shows_in_the_name_the_description_or_the_servers_default(
        string device, string? source, bool isBluetooth) =>
        Assert.Equal(isBluetooth, List(device, source).IsBluetooth());

    private AlsaListing List(string device, string? source = null) =>
        new(device, new SoundCards(_devices, _directory.File("proc")), [_directory.File("native")], () => source);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);
}
