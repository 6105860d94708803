using Swictation.Plumbing.Files;

namespace Swictation.Plumbing.Tests.Files;

public sealed class SweptDirectoryTests
{
    private readonly string _prefix = $"swictation-swept-{Guid.NewGuid():N}-";

    [Fact]
    public void It_is_its_owners_alone_and_gone_with_all_that_is_in_it_when_it_is_disposed_of()
    {
        string path;
        using (var directory = SweptDirectory.Make(_prefix))
        {
            path = directory.Path;
            File.WriteAllText(directory.File("words"), "words");
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
        }

        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void What_a_killed_process_has_left_goes_with_the_next_one_and_what_another_one_uses_stays()
    {
        using var used = SweptDirectory.Make(_prefix);
        var left = Directory.CreateTempSubdirectory(_prefix).FullName;
        File.WriteAllText(Path.Combine(left, "in-use"), "");
        File.WriteAllText(Path.Combine(left, "words"), "words");

        using var next = SweptDirectory.Make(_prefix);

        Assert.Equal(
            new[] { used.Path, next.Path }.Order(), Directory.GetDirectories(Path.GetTempPath(), $"{_prefix}*").Order());
    }
}
