"""From text to notebooks: the content of the course and its build.

Read in this order; a module imports only what stands above it.

| module                         | is |
|---|---|
| `arrays`, `errors`             | types and errors that all share |
| `outline`                      | the assignments in order |
| `files`                        | where everything lies; writes whole files or none |
| `text`                         | reads py:percent (owns jupytext) |
| `cells`                        | the five cell kinds (owns nbgrader's metadata keys) |
| `reference/`, `oracles/`       | the solutions; slow independent second versions |
| `feedback`, `figures`          | copied into each setup cell: visible tests, figure style |
| `formulas`                     | formulas that students write as text |
| `checks`                       | what hidden tests call |
| `answers`                      | named mistakes and other right solutions |
| `release`, `build`             | source notebook → release notebook; both, the same bytes always |
| `syllabus`, `items`            | the course with its points; every item and its grade cells |
| `demo_class`, `summary`        | an invented class; a graded class in numbers |
| `nbgrader_course`              | nbgrader's API (owns the gradebook) |
| `demo`, `lab`, `cli`           | the commands |

Nothing here imports `grader`: the two packages meet in files alone.
"""
