"""What came out, for people to see: outputs of strangers, small and inert, in autograded/.

Read it from the top; a module imports only modules above it.

    images        pictures from strangers
    legible       text from strangers
    markup        HTML, SVG and Markdown from strangers
    outputs       outputs of known kinds
    whole_folder  writes a folder at once
    notebook      the notebook that instructors and students see
"""
