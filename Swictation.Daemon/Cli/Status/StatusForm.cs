namespace Swictation.Daemon.Cli.Status;

/// <summary>In which form <c>status --follow</c> prints.</summary>
internal enum StatusForm
{
    /// <summary>Words, for people and simple bars.</summary>
    Plain,

    /// <summary>The daemon's snapshot as it is.</summary>
    Json,

    /// <summary>A custom module of Waybar with <c>"return-type": "json"</c>.</summary>
    Waybar,

    /// <summary>A block of i3blocks with <c>interval=persist</c> and <c>markup=pango</c>.</summary>
    I3blocks,

    /// <summary>A script module of Polybar with <c>tail = true</c>.</summary>
    Polybar,
}
