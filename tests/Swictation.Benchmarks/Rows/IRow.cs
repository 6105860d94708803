using Swictation.Benchmarks.Reporting;

namespace Swictation.Benchmarks.Rows;

/// <summary>A kind of work that is measured.</summary>
internal interface IRow
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <exception cref="BenchmarkFailedException">There is no figure, because something did not work.</exception>
    Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench, CancellationToken cancellationToken);
}
