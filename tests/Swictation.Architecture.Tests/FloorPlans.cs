namespace Swictation.Architecture.Tests;

/// <summary>The plans of all projects that are part of what is installed.</summary>
internal static class FloorPlans
{
    public static FloorPlan Domain { get; } = new(
        "Swictation.Domain", "Swictation.Domain", [],
        ["Editing", "Decisions", "History", "Wire", "State", "Recognition", "Audio", "Log", "Events", "Errors", "Reasons", "Language", "Names"]);

    public static FloorPlan Plumbing { get; } = new(
        "Swictation.Plumbing", "Swictation.Plumbing", ["Swictation.Domain"], ["CommandLine", "Settings", "Text", "Clocks", "Metrics", "Processes", "Processes/Native", "Files", "Files/Native", "Hashing"]);

    public static FloorPlan Storage { get; } = new("Swictation.Storage", "Swictation.Storage", ["Swictation.Domain", "Swictation.Plumbing"],
    [
        "Copies", Folders.Root, "Verification", "Opening", "Writing", "Retention", "Usage", "Salvage", "Unsaved", "Forgetting", "Takeover", "ReadModels", "Reading", "Reading/Tail", "Queries", "Schema", "Chain", "Rows", "Audio", "Audio/Native", "Observing",
        "Sqlite/Access", "Sqlite/Format", "Sqlite", "Sqlite/Native",
    ]);

    public static FloorPlan Sockets { get; } = new("Swictation.Sockets", "Swictation.Sockets", ["Swictation.Domain", "Swictation.Plumbing"],
    [
        "Client", "Commands",
        "Feed", "Feed/Readiness", "Feed/Readiness/Native",
        "Requests",
        "Listening", "Listening/Native",
        "Protocol", "Metrics", "Cursors",
    ]);

    public static FloorPlan Daemon { get; } = new(
        "Swictation.Daemon", "swictation-daemon", ["Swictation.Domain", "Swictation.Plumbing", "Swictation.Sockets", "Swictation.Storage"],
        [
            "Cli", "Cli/Verbs", "Cli/Output", "Cli/Metrics", "Cli/Status",
            "Host", "Host/MessagePipe", "Host/Control", "Host/Metrics", "Host/Unsaved", "Host/Service",
            "Options",
            "Hotkeys/X11", "Hotkeys",
            "Typing", "Typing/Trial", "Typing/Ways", "Typing/Ways/X11", "Typing/Ways/Wayland", "Typing/Experience", "Typing/Windows", "Typing/Windows/Native", "Typing/Hooks", "Typing/Notices",
            "Portals",
            "Sessions/Input", "Sessions/Jobs", "Sessions/Recovery", "Sessions/Pipeline", "Sessions/Recording", "Sessions/LastWord",
            "Speech/Recognition", "Speech/Recognition/Servers", "Speech/Recognition/Commands", "Speech/Recognition/Workers", "Speech/Recognition/Native",
            "Speech/Models/Download", "Speech/Models", "Speech/Packages/NAudio", "Speech/Packages/Whisper", "Speech/Voice", "Speech/Segmentation",
            "Speech/Audio/Live", "Speech/Audio/Files", "Speech/Audio", "Speech/Audio/Native",
            "Platform", "Platform/Logging", "Platform/Load", "Platform/Load/Native", "Platform/Clocks", "Platform/Words", "Platform/Words/Native", "Platform/Keyboards", "Platform/Keyboards/Native", "Platform/Native",
        ])
    {
        Strangers = [("Sessions", "Speech")],
    };

    public static FloorPlan Replay { get; } = new(
        "Swictation.Replay", "swictation-replay", ["Swictation.Domain", "Swictation.Plumbing", "Swictation.Sockets", "Swictation.Storage"],
        [
            Folders.Root, "Verbs", "Options", "Export", "Showing", "Asking", "Figures", "Following", "Copying", "Correcting", "Recognising", "Export/Formats",
            "Export/Cues", "Playing", "Output", "Sessions", "Grammar", "Errors",
        ]);

    public static IReadOnlyList<FloorPlan> All { get; } = [Domain, Plumbing, Storage, Sockets, Daemon, Replay];

    /// <summary>Those whose folders have an order.</summary>
    public static IEnumerable<FloorPlan> InOrder => All.Where(plan => plan.Rooms.Count > 0);

    public static FloorPlan Of(string project) => All.Single(plan => plan.Project == project);
}
