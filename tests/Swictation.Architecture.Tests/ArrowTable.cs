using System.Text;

namespace Swictation.Architecture.Tests;

/// <summary>The folders and arrows of all projects, as <c>docs/architecture.md</c> shows them.</summary>
internal static class ArrowTable
{
    public static string Of(IEnumerable<FloorPlan> plans)
    {
        var read = plans.Select(plan => (Plan: plan, Folders: plan.Read())).ToList();
        var table = new StringBuilder();
        table.Append("| project | folders | arrows | in cycles | folders at full depth | arrows | in cycles |\n");
        table.Append("| --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var (plan, folders) in read)
        {
            table.Append($"| `{plan.Project}` | {Counts(folders, 1)} | {Counts(folders, Folders.AnyDepth)} |\n");
        }

        foreach (var (plan, folders) in read)
        {
            table.Append($"\n| `{plan.Project}`, from top to bottom | uses |\n| --- | --- |\n");
            foreach (var room in plan.Rooms.Union(folders.All.Order()))
            {
                var used = plan.Rooms.Union(folders.All.Order()).Where(other => folders.Arrows.Contains(new Arrow(room, other)));
                table.Append($"| {Shown(room)} | {string.Join(", ", used.Select(Shown))} |\n");
            }
        }

        return table.ToString();
    }

    private static string Counts(Folders folders, int depth)
    {
        var arrows = folders.ArrowsAtDepth(depth);

        return $"{folders.AtDepth(depth).Count} | {arrows.Count} | {Cycles.In(arrows).Sum(group => group.Count)}";
    }

    private static string Shown(string folder) => folder == Folders.Root ? "*itself*" : $"`{folder}`";
}
