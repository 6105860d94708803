using Swictation.Plumbing.Clocks;
using Swictation.Testing;

namespace Swictation.Plumbing.Tests.Clocks;

public sealed class LocalTimeTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void The_zone_is_read_again_when_another_one_is_linked() => IsReadAgainAfter(
        link =>
        {
            File.Delete(link);
            File.CreateSymbolicLink(link, MakeZone("Tokyo"));
        });

    [Fact]
    public void The_zone_is_read_again_when_its_rules_are_written_anew() => IsReadAgainAfter(
        link => File.SetLastWriteTimeUtc(File.ResolveLinkTarget(link, returnFinalTarget: true)!.FullName, DateTime.UnixEpoch));

    [Fact]
    public void The_zone_is_read_again_when_nothing_says_it_any_more() => IsReadAgainAfter(File.Delete);

    private void IsReadAgainAfter(Action<string> change)
    {
        var link = Path.Combine(_directory.Path, "localtime");
        File.CreateSymbolicLink(link, MakeZone("Berlin"));
        var time = new LocalTime(link);
        var before = time.LocalTimeZone;

        change(link);

        Eventually.True(() => !ReferenceEquals(before, time.LocalTimeZone), "the zone is another object");
    }

    private string MakeZone(string name)
    {
        var file = Path.Combine(_directory.Path, name);
        File.WriteAllText(file, "TZif2");
        return file;
    }
}
