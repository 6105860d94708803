using Swictation.Daemon.Typing.Experience;
using Swictation.Daemon.Typing.Ways;
using Swictation.Daemon.Typing.Windows;
using Swictation.Domain.Events;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Typing;

public sealed class WayExperienceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string> Kinds => [.. CharacterKinds.All.Select(CharacterKinds.NameOf)];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Sample_of_a_kind_has_that_kind_and_letters_alone(string name)
    {
        var kind = CharacterKinds.Named(name)!.Value;

        var kinds = CharacterKinds.SampleOf(kind).EnumerateRunes().Select(CharacterKinds.Of).ToHashSet();

        Assert.Contains(kind, kinds);
        Assert.Subset(new HashSet<CharacterKind> { kind, CharacterKind.Letters }, kinds);
    }

    [Fact]
    public void Each_desktop_has_an_experience_of_its_own()
    {
        var file = ExperienceFile.In(_directory.File("state"));
        var (sway, x11) = (new WayExperience(), new WayExperience());
        sway.Note(DeliveryWay.Wayland, CharacterKind.Emoji, arrives: false);
        x11.Note(DeliveryWay.Xdotool, CharacterKind.Letters, arrives: true);
        file.Write("sway", new());

        file.Write("sway", sway);
        file.Write("x11", x11);

        Assert.Equal(sway.All, file.Read("sway").All);
        Assert.Equal(x11.All, file.Read("x11").All);
        Assert.Empty(file.Read("other").All);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"x11": 7}""")]
    [InlineData("""{"x11": {"xdotool": 7}}""")]
    [InlineData("""{"x11": {"xdotool": {"letters": "yes"}}}""")]
    public void File_that_is_not_understood_counts_as_none_and_is_made_anew(string text)
    {
        File.WriteAllText(_directory.File("typing.json"), text);
        var file = ExperienceFile.In(_directory.Path);
        var experience = new WayExperience();
        experience.Note(DeliveryWay.Xdotool, CharacterKind.Letters, arrives: true);

        Assert.Empty(file.Read("x11").All);
        file.Write("x11", experience);

        Assert.Equal(experience.All, file.Read("x11").All);
    }

    [Fact]
    public async Task Text_goes_the_first_way_that_loses_none_of_it()
    {
        var experience = new WayExperience();
        experience.Note(DeliveryWay.Wayland, CharacterKind.Emoji, arrives: false);
        experience.Note(DeliveryWay.Wayland, CharacterKind.Letters, arrives: true);
        IWay[] all = [new FakeWay(DeliveryWay.Wayland), new FakeWay(DeliveryWay.Wtype), new FakeWay(DeliveryWay.Clipboard)];
        await using var ways = new WaySet(all, experience);

        Assert.Equal(all[0], ways.Choose("plain", avoidsKeys: false, wanted: null));
        Assert.Equal(all[1], ways.Choose("🙂", avoidsKeys: false, wanted: null));
        Assert.Equal(all[2], ways.Choose("plain", avoidsKeys: true, wanted: null));
        Assert.Equal(all[2], ways.Choose(new('a', WaySet.Long + 1), avoidsKeys: false, wanted: null));
        Assert.Equal(all[0], ways.Choose("🙂", avoidsKeys: false, DeliveryWay.Wayland));
        Assert.Null(ways.Choose("plain", avoidsKeys: false, DeliveryWay.Xdotool));
        Assert.Equal("there is no way xdotool here", ways.Explain(DeliveryWay.Xdotool));
        Assert.Equal(all[1], ways.Instead(all[0], "plain", wanted: null));
    }

    private sealed class FakeWay(DeliveryWay name) : IWay
    {
        public DeliveryWay Name => name;

        public string? Obstacle => null;

        public Task<WayFault?> TypeAsync(string text, Window? window, CancellationToken cancellationToken) =>
            Task.FromResult<WayFault?>(null);
    }
}
