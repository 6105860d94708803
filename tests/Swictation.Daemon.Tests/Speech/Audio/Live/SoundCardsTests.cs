using Swictation.Daemon.Speech.Audio.Live;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Audio.Live;

/// <summary>The kernel's files, as they are with a card for playing only and a headset.</summary>
public sealed class SoundCardsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly SoundCards _cards;

    public SoundCardsTests()
    {
        foreach (var name in new[] { "controlC0", "pcmC0D3p", "controlC2", "pcmC2D0c", "pcmC2D0p", "timer" })
            Write($"dev/{name}", "");
        Write("proc/card0/id", "HDMI\n");
        Write("proc/card2/id", "Headset\n");
        _cards = new(_directory.File("dev"), _directory.File("proc"));
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("hw:2", true)]
    [InlineData("hw:2,0", true)]
    [InlineData("hw:2,1", false)]
    [InlineData("hw:0", false)]
    [InlineData("hw:1", false)]
    [InlineData("plughw:CARD=Headset,DEV=0", true)]
    [InlineData("plughw:DEV=1,CARD=Headset", false)]
    [InlineData("plughw:Headset,0", true)]
    [InlineData("sysdefault:CARD=Headset", true)]
    [InlineData("sysdefault:CARD=HDMI", false)]
    [InlineData("sysdefault:CARD=Webcam", false)]
    [InlineData("hw:", false)]
    public void Device_is_there_if_its_card_has_an_input(string device, bool isThere) =>
        Assert.Equal(isThere, _cards.Have(device));

    [Fact]
    public void Inputs_are_those_of_all_cards_and_none_on_a_machine_without_sound()
    {
        Assert.Equal(["pcmC2D0c"], _cards.Inputs);
        SoundCards none = new("/nosuch/dev", "/nosuch/proc");
        Assert.Empty(none.Inputs);
        Assert.False(none.Have("hw:Headset"));
    }

    private void Write(string name, string content)
    {
        var path = _directory.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
