using System.Globalization;

namespace Swictation.Benchmarks.Roles;

/// <summary>
/// The parts that this program plays in processes of their own, so that what measures and what is measured share
/// nothing. Each is started as <c>swictation-bench ROLE ARGUMENTS</c>, by <see cref="Processes.RoleProcess"/> only.
/// </summary>
internal static class Role
{
    public const string Driver = "driver";
    public const string Floor = "floor";
    public const string Clients = "clients";
    public const string CatchUp = "catch-up-client";
    public const string Played = "played-client";
    public const string Arrivals = "arrivals";

    /// <summary>Runs a role; null when the arguments name none.</summary>
    public static int? Run(string[] arguments) => arguments switch
    {
        [Driver, var fifo, var first, var count, var rate] =>
            LineDriver.Run(fifo, Number(first), Number(count), (int)Number(rate)),
        [Floor, var socket, var clients, var warmUp, var count, var rate] =>
            FloorServer.Run(socket, (int)Number(clients), Number(warmUp), Number(count), (int)Number(rate)),
        [Clients, var socket, var clients, var warmUp, var count, var seconds] =>
            ReadingClients.Run(
                socket, (int)Number(clients), Number(warmUp), Number(count), TimeSpan.FromSeconds(Number(seconds))),
        [CatchUp, var socket, var count] => CatchUpClient.Run(socket, Number(count)),
        [Played, var socket] => PlayedClient.Run(socket),
        [Arrivals, var file] => ArrivalsReader.Run(file),
        _ => null,
    };

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
