import json,sys,os,resource
from . import harness, inside
orig=harness._findings; og=harness.grade_class
def gc(*a):
    r=og(*a); 
    print("PEAK", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss>>10)
    if r.report:
        for s in r.report.submissions:
            if s.state!="graded" or s.seconds>5: print("RESULT",s.student,s.state,s.reason[:300],round(s.seconds,1))
    return r
harness.grade_class=gc
if __name__=="__main__":
    inside.main("batch",*sys.argv[1:])
