namespace Swictation.Architecture.Tests;

public sealed class FolderTests
{
    public static TheoryData<string> Projects { get; } = [.. FloorPlans.InOrder.Select(plan => plan.Project)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_two_folders_need_each_other(string project)
    {
        var folders = FloorPlans.Of(project).Read();

        var cycles = new[] { 1, 2, Folders.AnyDepth }
            .SelectMany(depth => Cycles.In(folders.ArrowsAtDepth(depth)))
            .Select(cycle => string.Join(", ", cycle));

        Assert.Empty(cycles);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Arrows_go_only_downwards(string project)
    {
        var plan = FloorPlans.Of(project);
        var folders = plan.Read();

        Assert.Equal(folders.All.Order(), plan.Rooms.Order());
        Assert.Empty(folders.Arrows.Where(arrow => !plan.Allows(arrow)).Select(arrow => arrow.ToString()).Order());
    }
}
