namespace Swictation.Architecture.Tests;

/// <summary>How a project is laid out.</summary>
/// <param name="Project">Its name, that of its directory and of the namespace of all that is in it.</param>
/// <param name="Assembly">The name of the file that is built of it.</param>
/// <param name="Refers">The projects of ours that it may refer to.</param>
/// <param name="Rooms">All its folders, from top to bottom: a folder uses those below it and no other.</param>
internal sealed record FloorPlan(string Project, string Assembly, IReadOnlyList<string> Refers, IReadOnlyList<string> Rooms)
{
    /// <summary>Folders that know nothing of each other, with all that is in them, whichever of them is above the other.</summary>
    public IReadOnlyList<(string One, string Other)> Strangers { get; init; } = [];

    public Folders Read() => Folders.Of(Project, Assembly, Project);

    /// <summary>Whether an arrow goes from a folder to one below it that it may know.</summary>
    public bool Allows(Arrow arrow) => Floor(arrow.From) < Floor(arrow.To) && !Strangers.Any(pair =>
        (IsIn(arrow.From, pair.One) && IsIn(arrow.To, pair.Other)) || (IsIn(arrow.From, pair.Other) && IsIn(arrow.To, pair.One)));

    private int Floor(string folder) => Rooms.Index().First(room => room.Item == folder).Index;

    private static bool IsIn(string folder, string wing) => folder == wing || folder.StartsWith(wing + "/", StringComparison.Ordinal);
}
